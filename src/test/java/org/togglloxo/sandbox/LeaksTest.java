package org.togglloxo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeaksTest extends SandboxTest {

    @Test
    void noneFromAClientThatSendsWhatIsDocumented() throws Exception {
        client.toggl("/candidates");
        client.create("Ana", "ana@example.com");
        assertThat(sandbox.leaks()).isEmpty();
    }

    @Test
    void theKeyOfTheOtherServiceIsNoted() throws Exception {
        client.send(client.loxoRequest("GET", "/people").setHeader("Authorization", "Bearer toggl-sandbox-key"));
        client.loxo("POST", "/people", "person[name]", "toggl-sandbox-key");
        client.toggl("/tags?key=loxo-sandbox-key");
        assertThat(sandbox.loxo().leaks())
                .containsExactly(
                        "Loxo: GET /people: the other service's key in header authorization",
                        "Loxo: POST /people: the other service's key in a parameter");
        assertThat(sandbox.toggl().leaks()).isNotEmpty();
    }

    @Test
    void headersOfTheFrameworkAreNoted() throws Exception {
        client.send(client.loxoRequest("GET", "/people")
                .header("CamelHttpPath", "x")
                .header("X-Toggl-Page", "2"));
        assertThat(sandbox.leaks())
                .containsExactlyInAnyOrder(
                        "Loxo: GET /people: unexpected header camelhttppath",
                        "Loxo: GET /people: unexpected header x-toggl-page");
    }

    @Test
    void countsOutliveTheCallsThatAreRemembered() throws Exception {
        try (Sandbox forgetful =
                Sandbox.start(SandboxOptions.builder().recordedCalls(2).build())) {
            Client other = new Client(forgetful);
            for (int i = 0; i < 5; i++) {
                other.loxo("GET", "/people?per_page=" + (i + 1));
            }
            assertThat(forgetful.loxo().calls())
                    .extracting(call -> call.query().get("per_page").get(0))
                    .containsExactly("4", "5");
            assertThat(forgetful.loxo().countOf("GET /people")).isEqualTo(5);
            assertThat(forgetful.loxo().counts()).containsOnlyKeys("GET /people");
        }
    }
}
