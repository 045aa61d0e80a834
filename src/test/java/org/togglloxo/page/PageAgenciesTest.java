package org.togglloxo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.cli.spaces.TwoOfEach;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.page.RawHttp.Reply;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.settings.Scope;

/** Whom the mapping leads to another agency than the workspace's own, people of that one are meant. */
class PageAgenciesTest extends PageTest {

    private Sandbox leadership;

    @BeforeEach
    void mapToTheOther() {
        flow.betweenEmptyServices();
        leadership = TwoOfEach.second(SandboxOptions.builder().candidates(0));
        FilesFolder files = FilesFolder.in(folder.resolve("own"));
        files.edit(
                "40-map-candidate.camel.yaml",
                shipped -> shipped.replace(
                        "tags: [\"toggl:shortlist\"]", "tags: [\"toggl:shortlist\"], agency: \"leadership\""));
        flow.set("loxo.agencies", "staffing,leadership")
                .set("toggl.agency", "staffing")
                .set("loxo.leadership.base-url", leadership.loxoBaseUrl())
                .set("loxo.leadership.agency-slug", leadership.options().agencySlug())
                .set("loxo.leadership.api-key", leadership.options().loxoKey())
                .of(new Scope("", "staffing"))
                .files(files);
    }

    @AfterEach
    void closeTheOther() {
        leadership.close();
    }

    @Test
    void whoIsAmbiguousThereIsComparedAndLinkedThere() {
        PersonSeed twin = PersonSeed.named("Tess Twin").withEmail("tess@example.com");
        long stranger = flow.loxo().seed(PersonSeed.named("A Stranger").withEmail("stranger@example.com"));
        long person = leadership.loxo().seed(twin);
        assertThat(person).as("one id, two people").isEqualTo(stranger);
        leadership.loxo().seed(twin.withTag("other"));
        String id = flow.toggl().add(someone("tess@example.com"));
        serve();
        flow.run();
        assertThat(flow.known(id).reason()).isEqualTo("ambiguous");

        String link = "/api/candidates/" + id + "/link";
        Reply nobody = post(link, ADMIN, "{\"person\":99999999}");
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(json(nobody).path("error").asText()).startsWith("agency leadership: Loxo has no person 99999999");
        leadership.loxoFaults().on(request -> true).then(Fault.status(401));
        assertThat(json(post(link, ADMIN, "{\"person\":" + person + "}"))
                        .path("error")
                        .asText())
                .contains("loxo.leadership.api-key");
        leadership.loxoFaults().clear();
        assertThat(post(link, ADMIN, "{\"person\":" + person + "}").status()).isEqualTo(200);
        assertThat(flow.known(id).loxoId()).isEqualTo(Long.toString(person));
        assertThat(flow.known(id).scope().agency()).isEqualTo("leadership");

        flow.run();
        assertThat(leadership.loxo().person(person).orElseThrow().tags()).contains("toggl:shortlist");
        assertThat(flow.loxo().person(stranger).orElseThrow().tags()).isEmpty();
    }
}
