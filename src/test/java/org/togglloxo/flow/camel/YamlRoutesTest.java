package org.togglloxo.flow.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.Date;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class YamlRoutesTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    private Collection<RoutesBuilder> parse(String text) throws Exception {
        return RouteResources.parse(context, ResourceHelper.fromString("10-own.camel.yaml", text));
    }

    @Test
    void refusesAKeyThatIsGivenTwiceAndNamesIt() {
        assertThatThrownBy(() -> parse("""
                        - route:
                            id: own
                            from:
                              uri: direct:own
                              steps:
                                - to:
                                    uri: mock:one
                                    uri: mock:two
                        """))
                .hasMessageContaining("found duplicate key uri")
                .hasMessageContaining("line 8");
    }

    @Test
    void beansOfAFileAreThereBeforeAnyRouteOfAnyFile() throws Exception {
        parse("""
                - route:
                    from:
                      uri: direct:own
                      steps:
                        - bean:
                            ref: since
                - beans:
                    - name: since
                      type: java.util.Date
                """);
        assertThat(context.getRegistry().lookupByName("since")).isInstanceOf(Date.class);
    }

    @Test
    void anAliasWithinWhatItNamesIsNotLookedAtForEver() throws Exception {
        assertThat(parse("- &self [*self]\n")).hasSize(1);
    }
}
