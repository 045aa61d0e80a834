package org.togglloxo.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.util.ObjectHelper;
import org.togglloxo.failure.Failure;

/** What makes a call with Camel's HTTP producer; every status is an answer. */
public interface Transport {

    /** No body. */
    byte[] NOTHING = {};

    /**
     * Makes one.
     *
     * @param request writes headers and body into an empty exchange
     * @return what was answered
     * @throws Exception when there was no answer; {@link CallAbortedException} where it was cut off
     */
    Exchange send(Processor request) throws Exception;

    /**
     * The same, for whoever has to say what follows from a call that was cut off.
     *
     * @param explain what is thrown in its place
     */
    default Exchange send(Processor request, Function<CallAbortedException, Failure> explain) throws Exception {
        try {
            return send(request);
        } catch (Exception e) {
            CallAbortedException cut = ObjectHelper.getException(CallAbortedException.class, e);
            throw cut == null ? e : explain.apply(cut);
        }
    }

    /**
     * The status of an answer.
     *
     * @throws IOException where there is none, since something else than HTTP answered: nobody knows what became of the call
     */
    static int status(Message answer) throws IOException {
        Integer status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status == null) {
            throw new IOException(
                    "no status came back: another step, or an interceptSendToEndpoint of the program around"
                            + " it, stands in the place of the call");
        }
        return status;
    }

    /** The body of an answer, which was read whole by {@link PlainHttpClient}; nothing for none. */
    static byte[] bytes(Message answer) throws IOException {
        Object body = answer.getBody();
        if (body instanceof InputStream stream) {
            return stream.readAllBytes();
        }
        return body == null ? NOTHING : answer.getBody(byte[].class);
    }
}
