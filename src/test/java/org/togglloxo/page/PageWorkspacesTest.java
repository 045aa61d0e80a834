package org.togglloxo.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.page.RawHttp.Reply;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.settings.Scope;

/** Where there are several workspaces, an id is shown with its own, and taken with or without it. */
class PageWorkspacesTest extends PageTest {

    private String id;

    @BeforeEach
    void oneWhoFails() {
        flow.betweenEmptyServices()
                .set("toggl.workspaces", "acme,beta")
                .set("toggl.beta.api-key", "another-key-of-a-workspace")
                .of(new Scope("acme", ""));
        id = flow.toggl().add(someone(""));
        serve();
        flow.run();
    }

    @Test
    void idsAreShownWithTheirWorkspace() {
        assertThat(json(get("/api/candidates", READER)).findValuesAsText("candidate"))
                .containsExactly("acme/" + id);
        assertThat(json(get("/api/candidates/" + id, READER)).path("candidate").asText())
                .isEqualTo("acme/" + id);
        assertThat(json(get("/api/failures", READER))
                        .at("/failed/0/candidates/0")
                        .asText())
                .isEqualTo("acme/" + id);
    }

    @Test
    void thePageSaysWhoseItIs() {
        assertThat(json(get("/api/status", READER)).path("workspace").asText()).isEqualTo("acme");
    }

    @Test
    void idsAreTakenWithTheirWorkspace() {
        String named = "/api/candidates/acme%2F" + id;
        assertThat(json(get(named, READER)).path("toggl_link").asText()).doesNotContain("acme");
        assertThat(get(named + "/who", READER).status()).isEqualTo(200);
        assertThat(json(get("/api/candidates?search=acme/" + id, READER))
                        .path("total")
                        .asLong())
                .isEqualTo(1);
        assertThat(post(named + "/retry", ADMIN, "{}").status()).isEqualTo(200);
        assertThat(flow.known(id).attempted()).isNull();
        assertThat(post(named + "/forget", ADMIN, "{}").status()).isEqualTo(200);
        assertThat(json(get("/api/candidates", READER)).path("total").asLong()).isZero();
    }

    @Test
    void aKeyThatIsRefusedIsNamedAsItIsForTheWorkspace() {
        flow.sandbox().togglFaults().on(request -> true).then(Fault.status(401));
        Reply refused = get("/api/candidates/acme%2F" + id + "/who", READER);
        assertThat(refused.status()).isEqualTo(502);
        assertThat(json(refused).path("error").asText())
                .contains("toggl.acme.api-key")
                .doesNotContain("toggl.api-key");
    }

    @Test
    void anIdOfAnotherWorkspaceIsNotOnThisPage() {
        assertThat(json(get("/api/candidates/beta%2F" + id, READER))
                        .path("error")
                        .asText())
                .startsWith("workspace acme: The ledger has no candidate of this id");
    }
}
