package org.togglloxo.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

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

    /** The body of an answer, which was read whole by {@link PlainHttpClient}; nothing for none. */
    static byte[] bytes(Message answer) throws IOException {
        Object body = answer.getBody();
        if (body instanceof InputStream stream) {
            return stream.readAllBytes();
        }
        return body == null ? NOTHING : answer.getBody(byte[].class);
    }
}
