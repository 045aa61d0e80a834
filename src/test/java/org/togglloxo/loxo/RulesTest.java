package org.togglloxo.loxo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.loxo.mapping.MappedDelivery;
import org.togglloxo.settings.Secrets;
import org.togglloxo.settings.Settings;
import org.togglloxo.sync.delivery.Outcomes;

/** The files that people edit, 30 and 40, by themselves: a candidate in, lane and delivery out. */
class RulesTest extends CamelTestSupport {

    private final ObjectMapper json = new ObjectMapper();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        Settings settings = Settings.load(Path.of(""), Map.of(), new Properties());
        Properties values = new Properties();
        values.putAll(settings.values());
        context.getPropertiesComponent().setInitialProperties(values);
        context.getRegistry().bind("loxo", new MappedDelivery(null));
        context.getRegistry().bind("noRedelivery", new RedeliveryPolicy());
        context.getRegistry().bind("outcomes", new Outcomes(null, null, Secrets.of()));
        List<Resource> files = new ArrayList<>();
        for (String file : List.of("30-route-candidate", "40-map-candidate", "90-handle-errors")) {
            files.add(PluginHelper.getResourceLoader(context).resolveResource("file:routes/" + file + ".camel.yaml"));
        }
        PluginHelper.getRoutesLoader(context).loadRoutes(files);
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:deliver-candidate").routeId("deliver-candidate").to("mock:delivered");
            }
        };
    }

    private ObjectNode someone() {
        ObjectNode candidate = json.createObjectNode();
        candidate.put("id", "1").put("name", "Ann Lee").put("email", "ann@example.com");
        candidate.put("hire_state", "possible-hire").put("score", 80);
        return candidate;
    }

    private Exchange through(ObjectNode candidate) {
        return template.request("direct:route-candidate", exchange -> {
            exchange.getMessage().setBody(candidate);
            exchange.setVariable("candidate-id", candidate.path("id").asText());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "possible-hire, 60, shortlist, true, toggl:shortlist",
        "possible-hire, 85.714286, shortlist, true, toggl:shortlist",
        "possible-hire, 59.999, review, true, toggl:review",
        "possible-hire, 0, review, true, toggl:review",
        "rejected, 99, rejected, false, toggl:rejected",
    })
    void theLaneFollowsFromDecisionAndScore(String hireState, double score, String lane, boolean creates, String tag) {
        ObjectNode candidate = someone();
        candidate.put("hire_state", hireState).put("score", score);
        Delivery delivery = through(candidate).getVariable("delivery", Delivery.class);
        assertThat(delivery.lane()).isEqualTo(lane);
        assertThat(delivery.create()).isEqualTo(creates);
        assertThat(delivery.tags()).containsExactly(tag);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"'', undecided", "null, undecided", "on-hold, unknown-hire-state"},
            nullValues = "null")
    void whoHasNoLaneIsSkippedWithTheReason(String hireState, String reason) {
        ObjectNode candidate = someone();
        candidate.put("hire_state", hireState);
        Exchange out = through(candidate);
        assertThat(out.getVariable("outcome", CandidateResult.class).reason()).isEqualTo(reason);
        assertThat(out.getVariable("delivery")).isNull();
    }

    @Test
    void whatTheCandidatePrefersComesFirstAndBlanksAreLeftOut() {
        ObjectNode candidate = someone();
        candidate.put("profile_url", "https://github.com/ann");
        candidate
                .putObject("contact_info")
                .put("full_name", "Ann M. Lee")
                .put("contact_email", "ann@home.example")
                .put("phone", "")
                .put("city", "Łódź")
                .putNull("country")
                .put("linkedin", "  ");
        Delivery delivery = through(candidate).getVariable("delivery", Delivery.class);
        assertThat(delivery.emails()).containsExactly("ann@home.example", "ann@example.com");
        assertThat(delivery.person())
                .isEqualTo(Map.of("name", "Ann M. Lee", "city", "Łódź", "website", "https://github.com/ann"));
    }

    @Test
    void withoutANameTheAddressStandsInForIt() {
        ObjectNode candidate = someone();
        candidate.put("name", " ");
        assertThat(through(candidate).getVariable("delivery", Delivery.class).person())
                .containsEntry("name", "ann@example.com");
    }
}
