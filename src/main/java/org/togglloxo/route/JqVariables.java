package org.togglloxo.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import net.thisptr.jackson.jq.Scope;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.language.jq.JqFunctions;
import org.apache.camel.language.jq.JqLanguage;

/** The variables of a candidate that jq in the routes can name, whatever the body is: {@code $candidate.rating}. */
public final class JqVariables {

    private static final List<String> NAMES = List.of("candidate", "details");

    private JqVariables() {}

    /** For all jq of a context. */
    public static void bind(CamelContext context) {
        Scope scope = ((JqLanguage) context.resolveLanguage("jq")).getRootScope();
        NAMES.forEach(name -> scope.setValue(name, () -> value(name)));
    }

    /** Of the exchange that the expression is evaluated for. */
    private static JsonNode value(String name) {
        Exchange exchange = JqFunctions.EXCHANGE_LOCAL.get();
        JsonNode value = exchange == null ? null : exchange.getVariable(name, JsonNode.class);
        return value == null ? NullNode.getInstance() : value;
    }
}
