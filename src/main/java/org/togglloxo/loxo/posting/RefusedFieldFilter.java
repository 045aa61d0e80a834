package org.togglloxo.loxo.posting;

import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.util.ObjectHelper;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.loxo.api.LoxoRefusal;
import org.togglloxo.loxo.api.LoxoRequest;
import org.togglloxo.route.Names;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.delivery.DeliveryAttempt;

/**
 * Takes the address or phone that Loxo calls invalid out of the delivery before the step is repeated. Loxo answers such a
 * write with 400 and "Email is invalid" or "Phone is invalid" (loxo-9).
 */
public final class RefusedFieldFilter implements Processor {

    /** The property that holds one that Loxo had itself. */
    static final String REFUSED_PHONE = "toggl-loxo-refused-phone";

    @Override
    public void process(Exchange exchange) throws Exception {
        Names.in(exchange.getContext())
                .bean("refusedValueRedeliveries", Processor.class)
                .process(exchange);
        LoxoRefusal refusal = exchange.getException(LoxoRefusal.class);
        if (refusal == null) {
            refusal = ObjectHelper.getException(
                    LoxoRefusal.class, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        }
        String words = refusal == null ? "" : refusal.getResponseBody().toLowerCase(Locale.ROOT);
        if (!words.contains("is invalid")) {
            return;
        }
        String parameter = words.contains("email is invalid") ? "email" : "phone";
        Delivery delivery = exchange.getVariable(Variables.DELIVERY, Delivery.class);
        String value = sent(refusal.request(), parameter);
        if (parameter.equals("phone")
                && value != null
                && !value.equals(delivery.person().get("phone"))) {
            // one that Loxo had itself: the candidate's own may do
            exchange.setProperty(REFUSED_PHONE, value);
            return;
        }
        exchange.setVariable(Variables.DELIVERY, delivery.without(parameter, value));
        DeliveryAttempt.of(exchange)
                .note(
                        "Loxo calls the %s invalid (\"%s\"), so the person was delivered without it. Fix it in Toggl Hire or by hand in Loxo"
                                .formatted(parameter, refusal.getResponseBody()));
    }

    /** An application has names without a prefix. */
    private static String sent(LoxoRequest request, String parameter) {
        String value = request.sent("person[" + parameter + "]");
        return value == null ? request.sent(parameter) : value;
    }
}
