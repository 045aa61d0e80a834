package org.togglloxo.embed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.impl.DefaultCamelContext;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.togglloxo.TogglLoxo;

/** What a host does on the way to all endpoints of a kind, which Camel does for the whole context. */
class HostInterceptorTest extends EmbeddingCase {

    private static final class WritesSkipped extends RouteBuilder {
        @Override
        public void configure() {
            interceptSendToEndpoint("http*")
                    .onWhen(header(Exchange.HTTP_METHOD).isEqualTo(HttpMethods.POST))
                    .skipSendToOriginalEndpoint()
                    .to("mock:instead");
            from("direct:host").log("a builder without routes intercepts nothing");
        }
    }

    @Test
    void callsThatAHostTakesOutOfTheirWayAreNoAnswersAndNobodyIsLostOrMadeTwice() throws Exception {
        long before = people();
        try (CamelContext host = new DefaultCamelContext()) {
            Properties given = new Properties();
            given.putAll(properties);
            host.getPropertiesComponent().setInitialProperties(given);
            host.addRoutes(new WritesSkipped());
            host.addRoutes(new TogglLoxo());
            host.start();
            JsonNode run = host.createProducerTemplate()
                    .requestBody("direct:toggl-loxo-list-candidates", null, JsonNode.class);
            assertThat(run.get("created").intValue()).as(run.toPrettyString()).isZero();
        }
        assertThat(people()).isEqualTo(before);
        assertThat(sentences()).hasSizeGreaterThan(10).allMatch(text -> text.contains("no status came back"));

        run(host(new TogglLoxo()));
        assertThat(people()).isGreaterThan(before + 10);
    }

    private List<String> sentences() {
        return Jdbi.create(properties.get("ledger.url"))
                .withHandle(handle -> handle.createQuery("SELECT sentence FROM candidate WHERE outcome = 'deferred'")
                        .mapTo(String.class)
                        .list());
    }
}
