package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpMethods;
import org.togglloxo.failure.Failure;
import org.togglloxo.http.AbortedCalls;
import org.togglloxo.http.CallAbortedException;
import org.togglloxo.http.Transport;
import org.togglloxo.sync.delivery.DeliveryAttempt;

/** Every call to Toggl Hire, those of the flow and those of Kamelets: the request written, the answer checked and parsed. */
final class TogglClient {

    private final Transport transport;
    private final TogglHireSettings settings;
    private final TogglHireAnswers answers;
    private final AbortedCalls aborted;
    private final Consumer<String> answered;

    /** @param answered gets method and path of each call with an answer that is no error */
    TogglClient(Transport transport, TogglHireSettings settings, TogglHireAnswers answers, Consumer<String> answered) {
        this.transport = transport;
        this.settings = settings;
        this.answers = answers;
        this.answered = answered;
        this.aborted = new AbortedCalls("Toggl Hire", "toggl", settings.limits());
    }

    /**
     * A call by itself.
     *
     * @throws TogglRefusal for a status that is no success
     */
    JsonNode call(URI address) throws Exception {
        return call(address, cut -> aborted.explain(cut, settings.label(address)), call -> {});
    }

    /** One in the course of an exchange: what was aborted there before is not sent again and again. */
    JsonNode call(URI address, Exchange course) throws Exception {
        AbortedCalls.Memory memory = AbortedCalls.Memory.of(course);
        String key = address.toString();
        memory.check(key);
        return call(
                address,
                cut -> aborted.noted(memory, cut, key, settings.label(address), false),
                call -> DeliveryAttempt.passOn(course, call));
    }

    private JsonNode call(URI address, Function<CallAbortedException, Failure> explain, Processor prepare)
            throws Exception {
        String label = settings.label(address);
        Exchange answer = transport.send(
                call -> {
                    prepare.process(call);
                    write(call.getMessage(), address);
                },
                explain);
        Message message = answer.getMessage();
        JsonNode read = answers.read(
                label,
                Transport.status(message),
                message.getHeader("Location", String.class),
                Transport.bytes(message));
        answered.accept(label);
        return CandidateNumbers.in(read);
    }

    private void write(Message message, URI address) {
        message.setHeader(Exchange.HTTP_URI, address.toString().replaceFirst("\\?.*", ""));
        message.setHeader(Exchange.HTTP_QUERY, address.getRawQuery());
        message.setHeader(Exchange.HTTP_METHOD, HttpMethods.GET);
        message.setHeader("Accept", "application/json");
    }
}
