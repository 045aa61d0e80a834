package org.togglloxo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.cli.WrongSettingsIT;
import org.togglloxo.cli.rules.OwnRoutesIT;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;

/** What doctor finds beyond wrong settings ({@link WrongSettingsIT}) and broken routes ({@link OwnRoutesIT}). */
class DoctorIT extends ProcessTest {

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(20).knownPeople(2);
    }

    @BeforeEach
    void start() {
        program.with("RETRY_DELAY", "1");
    }

    @Test
    void aGoodSetUpIsToldThingByThingAndNothingIsWritten() {
        Ended doctor = program.withoutLedger().run("doctor").exits(0);
        assertThat(doctor.out())
                .contains("OK    settings", "OK    ledger", "OK    routes")
                .contains("OK    Toggl Hire GET /candidates: answers; 20 candidates")
                .contains("OK    Loxo GET /job_categories", "OK    Loxo GET /people:", "OK    Loxo GET /people/{id}")
                .contains("All is well");
        assertThat(sandbox.loxo().counts().keySet()).allMatch(operation -> operation.startsWith("GET "));
        assertThat(program.leftBehind()).isEmpty();
    }

    @Test
    void theSameAsJson() {
        JsonNode found = program.here("doctor", "--output", "json").exits(0).json();
        assertThat(found.get("ok").booleanValue()).isTrue();
        assertThat(found.get("findings").findValuesAsText("level"))
                .contains("OK")
                .doesNotContain("FAIL");
    }

    @Test
    void aLoxoThatCannotBeReachedIsNamedWithItsAddress() {
        Ended doctor = program.with("LOXO_BASE_URL", "http://127.0.0.1:1")
                .here("doctor")
                .exits(1);
        assertThat(doctor.out())
                .contains("OK    Toggl Hire GET /candidates", "FAIL  Loxo GET /job_categories")
                .contains("http://127.0.0.1:1", "loxo.base-url");
        assertThat(doctor.out()).doesNotContain("Exception: ");
    }

    @Test
    void aTogglThatCannotBeReachedIsNamedAndLoxoIsLookedAtAllTheSame() {
        Ended doctor = program.with("TOGGL_BASE_URL", "http://127.0.0.1:1/api/v2.2")
                .here("doctor")
                .exits(5);
        assertThat(doctor.out())
                .contains("FAIL  Toggl Hire GET /candidates", "toggl.base-url", "OK    Loxo GET /people");
    }

    @Test
    void oneEndpointThatIsRefusedIsToldFromAWrongKey() {
        sandbox.loxoFaults().on("GET /people").then(Fault.answer(403, Map.of(), "{\"error\":\"Forbidden\"}"));
        Ended doctor = program.here("doctor").exits(4);
        assertThat(doctor.out())
                .contains("OK    Loxo GET /job_categories", "FAIL  Loxo GET /people: ", "the key works", "support");
    }

    @Test
    void aLedgerThatIsNoneIsNamed() throws java.io.IOException {
        java.nio.file.Files.writeString(program.folder().resolve("ledger.db"), "not a database, by far ".repeat(100));
        program.with("LEDGER_URL", "jdbc:sqlite:ledger.db");
        assertThat(program.here("doctor").exits(1).out())
                .contains("FAIL  ledger: ", "ledger.db", "put a backup in its place");
        assertThat(program.here("sync", "--once").exits(1).errors())
                .singleElement()
                .asString()
                .contains("ledger.db");
        assertThat(sandbox.loxo().total()).isZero();
    }

    @Test
    void whatNewJobsLackIsToldBeforehandAndNothingIsMade() {
        sandbox.toggl().addOpening("Tunnel Builder");
        program.with("JOBS_CREATE", "true").with("JOBS_SALARY", "70,000");
        assertThat(program.here("doctor").exits(0).out())
                .contains("NOTE  job-not-made: ", "Set jobs.company and jobs.job-type")
                .contains("NOTE  opening 104: ");
        program.with("JOBS_COMPANY", "Sandbox Client").with("JOBS_JOB_TYPE", "Contract");
        assertThat(program.here("doctor").exits(0).out())
                .doesNotContain("job-not-made")
                .contains("'Tunnel Builder' has no job yet; one is made");
        assertThat(sandbox.loxo().counts().keySet()).allMatch(operation -> operation.startsWith("GET "));
    }
}
