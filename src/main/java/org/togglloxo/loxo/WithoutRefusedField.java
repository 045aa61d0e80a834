package org.togglloxo.loxo;

import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.route.Names;

/**
 * Takes the address or phone that Loxo calls invalid out of the delivery before the step is repeated. Loxo answers such a
 * write with 400 and "Email is invalid" or "Phone is invalid" (see reference).
 */
final class WithoutRefusedField implements Processor {

    @Override
    public void process(Exchange exchange) throws Exception {
        Names.in(exchange.getContext())
                .bean("refusedValueRedeliveries", Processor.class)
                .process(exchange);
        HttpOperationFailedException refusal = exchange.getException(HttpOperationFailedException.class);
        if (refusal == null) {
            refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, HttpOperationFailedException.class);
        }
        if (refusal == null
                || !refusal.getResponseBody().toLowerCase(Locale.ROOT).contains("is invalid")) {
            return;
        }
        String parameter =
                refusal.getResponseBody().toLowerCase(Locale.ROOT).contains("email is invalid") ? "email" : "phone";
        LoxoRequest request = exchange.getVariable("request", LoxoRequest.class);
        Delivery delivery = exchange.getVariable("delivery", Delivery.class);
        String value = sent(request, parameter);
        if (parameter.equals("phone")
                && value != null
                && !value.equals(delivery.person().get("phone"))) {
            // one that Loxo had itself: the candidate's own may do
            exchange.setVariable("refused-phone", value);
            return;
        }
        exchange.setVariable("delivery", delivery.without(parameter, value));
        String note =
                "Loxo calls the %s invalid (\"%s\"), so the person was delivered without it. Mend it in Toggl Hire or by hand in Loxo"
                        .formatted(parameter, refusal.getResponseBody());
        String before = exchange.getVariable("note", String.class);
        exchange.setVariable("note", before == null ? note : before + ". " + note);
    }

    /** An application has names without a prefix. */
    private static String sent(LoxoRequest request, String parameter) {
        String value = request.sent("person[" + parameter + "]");
        return value == null ? request.sent(parameter) : value;
    }
}
