package com.example;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** A Kamelet of the jar in a route of the host's own. */
@Component
public class KameletRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("kamelet:toggl-hire-candidates-source?schedule=0/1+*+*+*+*+?&pageSize=50"
                        + "&apiKey={{toggl.api-key}}&baseUrl={{toggl.base-url}}")
                .routeId("by-kamelet")
                .transform()
                .jq(".hire_state")
                .log("BY KAMELET ${body}");
    }
}
