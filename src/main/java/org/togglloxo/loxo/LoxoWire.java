package org.togglloxo.loxo;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.togglloxo.candidate.Delivery;

/** A request as the HTTP producer takes it, and its answer as the producer leaves it. */
final class LoxoWire {

    private final LoxoSettings settings;
    private final LoxoAnswers answers;

    LoxoWire(LoxoSettings settings, LoxoAnswers answers) {
        this.settings = settings;
        this.answers = answers;
    }

    /** Nothing that came from elsewhere may travel on: all headers but the count of retries go, and the credentials are set for this call alone. */
    void write(Message message, LoxoRequest request) {
        message.removeHeaders("*", LoxoRoutes.RETRIES);
        message.setHeader(Exchange.HTTP_URI, settings.url(request.path()));
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader("Authorization", "Bearer " + settings.apiKey());
        message.setHeader("Accept", "application/json");
        if (!request.query().isEmpty()) {
            message.setHeader(Exchange.HTTP_QUERY, request.encodedQuery());
        }
        if (request.reads() || request.removes()) {
            message.setBody(null);
        } else if (request.file() != null) {
            message.setBody(request.multipart());
        } else {
            message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded; charset=UTF-8");
            message.setBody(request.encodedForm());
        }
    }

    /** The answer; null where one is that there is no such item. */
    JsonNode read(Message message, LoxoRequest request) throws Exception {
        return read(message, request, null);
    }

    /** The same in the course of a candidate of whom all this is to be delivered. */
    JsonNode read(Message message, LoxoRequest request, Delivery about) throws Exception {
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String body = message.getBody(String.class);
        message.removeHeaders("*", LoxoRoutes.RETRIES);
        return answers.read(request, about, status, body);
    }
}
