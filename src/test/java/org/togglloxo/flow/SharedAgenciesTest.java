package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.flow.pace.RunMemory;
import org.togglloxo.http.Pacing;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.settings.Scope;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.run.Runs;

/** What the flows of one process have in common. */
class SharedAgenciesTest {

    @TempDir
    Path folder;

    private FlowContext with(SharedAgencies shared, FlowSettings settings, Ledger ledger) {
        Clock clock = Clock.systemUTC();
        return FlowContext.of(settings, ledger, Runs.none(clock), clock).beside(shared, settings);
    }

    @Test
    void whatIsLearntOfAQuotaCountsOnceForAllFlowsThatGoByIt() {
        Settings both = Settings.given(Map.of(
                "toggl.workspaces", "acme,beta",
                "toggl.api-key", "of-acme",
                "toggl.beta.api-key", "of-beta",
                "loxo.agency-slug", "agency",
                "loxo.api-key", "of-loxo")::get);
        FlowSettings acme = FlowSettings.from(both.of(new Scope("acme", "")));
        FlowSettings beta = FlowSettings.from(both.of(new Scope("beta", "")));
        SharedAgencies shared = new SharedAgencies();
        Ledger ledger = Ledger.none(Clock.systemUTC());
        Map<String, Pacing> ofAcme =
                RunMemory.services(with(shared, acme, ledger).sources(), acme);
        Map<String, Pacing> ofBeta =
                RunMemory.services(with(shared, beta, ledger).sources(), beta);
        assertThat(ofAcme.keySet()).isEqualTo(ofBeta.keySet());
        ofAcme.forEach((service, pacing) -> assertThat(shared.sharedPace(service, pacing, ledger)
                        == shared.sharedPace(service, ofBeta.get(service), ledger))
                .as(service)
                .isEqualTo(RunMemory.isOfAgency(service)));
    }
}
