package org.togglloxo.loxo.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpMethods;
import org.togglloxo.candidate.Delivery;
import org.togglloxo.failure.Failure;
import org.togglloxo.http.AbortedCalls;
import org.togglloxo.http.CallAbortedException;
import org.togglloxo.http.Transport;
import org.togglloxo.route.Variables;
import org.togglloxo.sync.delivery.DeliveryAttempt;

/** Every call to Loxo, those of the flow and those of Kamelets: the request written, the answer checked and parsed. */
public final class LoxoClient {

    private final Transport transport;
    private final LoxoSettings settings;
    private final LoxoAnswers answers;
    private final AbortedCalls aborted;
    private final BiConsumer<LoxoRequest, JsonNode> heard;

    /** @param heard gets each good answer; null in the place of one that there is no such item */
    public LoxoClient(
            Transport transport, LoxoSettings settings, LoxoAnswers answers, BiConsumer<LoxoRequest, JsonNode> heard) {
        this.transport = transport;
        this.settings = settings;
        this.answers = answers;
        this.aborted = new AbortedCalls("Loxo", "loxo", settings.limits());
        this.heard = heard;
    }

    /** A call by itself. */
    public JsonNode call(LoxoRequest request) throws Exception {
        return call(request, null, cut -> aborted.explain(cut, request.label()), call -> {});
    }

    /**
     * One in the course of an exchange: what was aborted there before is not sent again and again, and Loxo's words do not
     * repeat what was sent of its candidate.
     */
    public JsonNode call(LoxoRequest request, Exchange course) throws Exception {
        String label = request.label();
        DeliveryAttempt.calls(course, label);
        AbortedCalls.Memory memory = AbortedCalls.Memory.of(course);
        memory.check(label);
        return call(
                request,
                course.getVariable(Variables.DELIVERY, Delivery.class),
                cut -> aborted.noted(memory, cut, label, label, !request.reads()),
                call -> DeliveryAttempt.passOn(course, call));
    }

    private JsonNode call(
            LoxoRequest request, Delivery about, Function<CallAbortedException, Failure> explain, Processor prepare)
            throws Exception {
        Exchange answer = transport.send(
                call -> {
                    prepare.process(call);
                    write(call.getMessage(), request);
                },
                explain);
        JsonNode read = read(answer.getMessage(), request, about);
        heard.accept(request, read);
        return read;
    }

    private void write(Message message, LoxoRequest request) {
        message.setHeader(Exchange.HTTP_URI, settings.url(request.path()));
        // the text would be converted for each call
        message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(request.method()));
        message.setHeader("Accept", "application/json");
        if (!request.query().isEmpty()) {
            message.setHeader(Exchange.HTTP_QUERY, request.encodedQuery());
        }
        if (request.file() != null) {
            message.setBody(request.multipart());
        } else if (!request.reads() && !request.removes()) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded; charset=UTF-8");
            message.setBody(request.encodedForm());
        }
    }

    private JsonNode read(Message message, LoxoRequest request, Delivery about) throws Exception {
        int status = Transport.status(message);
        return answers.read(request, about, status, Transport.bytes(message));
    }
}
