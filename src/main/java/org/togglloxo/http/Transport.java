package org.togglloxo.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** What makes a call with Camel's HTTP producer; every status is an answer. */
public interface Transport {

    /**
     * Makes one.
     *
     * @param request writes headers and body into an empty exchange
     * @return what was answered
     * @throws Exception when there was no answer; {@link CallAbortedException} where it was cut off
     */
    Exchange send(Processor request) throws Exception;

    /** The body of an answer, which is read whole by {@link PlainHttpClient}, as UTF-8; null for none. */
    static String text(Message answer) throws IOException {
        Object body = answer.getBody();
        if (body instanceof InputStream stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        return body == null ? null : answer.getBody(String.class);
    }
}
