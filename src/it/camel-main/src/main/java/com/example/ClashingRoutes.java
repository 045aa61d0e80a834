package com.example;

import org.apache.camel.BindToRegistry;
import org.apache.camel.builder.RouteConfigurationBuilder;

/** What a team may have had long before: the same names, and rules for all of its routes. */
public class ClashingRoutes extends RouteConfigurationBuilder {

    @BindToRegistry
    public String ledger() {
        return "the team's ledger";
    }

    @BindToRegistry
    public String loxo() {
        return "the team's loxo";
    }

    @Override
    public void configuration() {
        routeConfiguration().onException(Exception.class).handled(true).log("CAUGHT BY THE TEAM").end();
        routeConfiguration().interceptFrom().log("INTERCEPTED BY THE TEAM ${routeId}");
    }

    @Override
    public void configure() {
        getContext().getCamelContextExtension().setErrorHandlerFactory(deadLetterChannel("log:dead-letters"));
        from("quartz:schedule-sync?cron=0/1+*+*+*+*+?").routeId("schedule-sync").to("direct:list-candidates");
        from("direct:list-candidates").routeId("list-candidates").to("seda:candidates");
        from("seda:candidates").routeId("take-candidates").to("direct:call-loxo");
        from("direct:call-loxo").routeId("call-loxo").id("to-queue")
                .to("bean:loxo?method=length").log("THE TEAM'S OWN ${bodyAs(String)}")
                .throwException(new IllegalStateException("as it should"));
    }
}
