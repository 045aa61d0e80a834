package org.togglloxo.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.SandboxTest;

class PageFaultsTest extends SandboxTest {

    private JsonNode first;

    @Override
    protected SandboxOptions options() {
        return SandboxOptions.builder().candidates(40).build();
    }

    private JsonNode secondPage(Fault fault) throws Exception {
        sandbox.togglFaults().on("GET /candidates").nth(2).then(fault);
        first = Client.json(client.toggl("/candidates?limit=10"));
        return Client.json(client.togglUrl(link(first)));
    }

    private static String link(JsonNode page) {
        return page.at("/links/next").textValue();
    }

    @Test
    void foreignLinkLeadsElsewhere() throws Exception {
        assertThat(link(secondPage(PageFaults.foreignLink("https://evil.example/next"))))
                .isEqualTo("https://evil.example/next");
    }

    @Test
    void repeatedLinkLeadsToItsOwnPage() throws Exception {
        JsonNode second = secondPage(PageFaults.repeatedLink());
        assertThat(link(second)).isEqualTo(link(first));
        assertThat(second.get("data")).isNotEqualTo(first.get("data"));
    }

    @Test
    void repeatedPageIsTheOneBefore() throws Exception {
        assertThat(secondPage(PageFaults.repeatedPage())).isEqualTo(first);
    }

    @Test
    void noNewIdComesUnderANewLink() throws Exception {
        JsonNode second = secondPage(PageFaults.noNewId());
        assertThat(second.get("data")).isEqualTo(first.get("data"));
        assertThat(link(second)).isNotEqualTo(link(first));
    }

    @Test
    void emptyPageStillHasALink() throws Exception {
        JsonNode second = secondPage(PageFaults.emptyPage());
        assertThat(second.get("data")).isEmpty();
        assertThat(link(second)).isNotNull();
    }

    @Test
    void lostLinkEndsTheListEarly() throws Exception {
        JsonNode second = secondPage(PageFaults.lostLink());
        assertThat(second.get("links")).isEmpty();
        assertThat(second.get("data")).hasSize(10);
    }

    @Test
    void wrongTotalCountsOthers() throws Exception {
        assertThat(secondPage(PageFaults.wrongTotal(99)).get("total").intValue())
                .isEqualTo(99);
    }
}
