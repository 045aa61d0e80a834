package org.togglloxo.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Request;

/** Lets a request end as the fault says, or as the service says where there is none. */
final class FaultPlayer {

    private final Service service;
    private final CallLog callLog;
    private final Pause pause;
    private final Map<String, byte[]> previous = new HashMap<>();

    FaultPlayer(Service service, CallLog callLog, Pause pause) {
        this.service = service;
        this.callLog = callLog;
        this.pause = pause;
    }

    void play(Fault fault, Request request, HttpExchange exchange) {
        if (fault instanceof Fault.Respond respond) {
            respond(respond, request, exchange);
        } else if (fault instanceof Fault.Cut cut) {
            Answer lost = cut.applied() ? service.answer(request) : null;
            callLog.cut(request, lost == null ? "" : lost.about(), lost != null && lost.succeeded());
            exchange.cut(cut.reset());
        } else if (fault instanceof Fault.BreakOff) {
            exchange.breakOff(noted(service.answer(request), request, true));
        } else if (fault instanceof Fault.Drip drip) {
            exchange.drip(noted(service.answer(request), request, true), drip.between());
        } else if (fault instanceof Fault.Pour) {
            exchange.pour(noted(service.answer(request), request, true));
        } else if (fault instanceof Fault.Explode explode) {
            exchange.send(noted(service.answer(request), request, true).gzipped(explode.packed()));
        } else if (fault instanceof Fault.Tamper tamper) {
            Answer answer = tampered(tamper, service.answer(request), request);
            exchange.send(noted(answer, request, true), pause.latency());
        } else if (fault instanceof Fault.Delay delay) {
            exchange.send(noted(service.answer(request), request, true), delay.by());
        } else if (fault instanceof Fault.Hold hold) {
            exchange.send(noted(service.answer(request), request, true), hold.letGo());
        } else {
            Answer answer = noted(service.answer(request), request, false);
            remember(request, answer);
            exchange.send(answer, pause.latency());
        }
    }

    private void respond(Fault.Respond fault, Request request, HttpExchange exchange) {
        Answer own = fault.applied() ? service.answer(request) : null;
        Map<String, String> headers = new HashMap<>(fault.headers());
        String contentType = headers.remove("Content-Type");
        Answer answer = new Answer(
                fault.status(),
                contentType == null ? "application/json; charset=utf-8" : contentType,
                headers,
                fault.body().getBytes(StandardCharsets.UTF_8),
                own == null ? "" : own.about());
        callLog.answered(request, answer, own != null && own.succeeded(), true);
        exchange.send(answer, pause.latency());
    }

    private Answer noted(Answer answer, Request request, boolean faulty) {
        callLog.answered(request, answer, answer.succeeded(), faulty);
        return answer;
    }

    private Answer tampered(Fault.Tamper tamper, Answer answer, Request request) {
        byte[] before = previous.get(request.operation());
        JsonNode edited = tamper.edit()
                .apply(new Fault.Answered(request, parse(answer.body()), before == null ? null : parse(before)));
        return Answer.json(answer.status(), edited).about(answer.about());
    }

    /** Lists only: one answer an endpoint, so the memory it takes is bounded. */
    private void remember(Request request, Answer answer) {
        if (request.method().equals("GET") && request.pathValues().isEmpty()) {
            previous.put(request.operation(), answer.body());
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Answer.JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
