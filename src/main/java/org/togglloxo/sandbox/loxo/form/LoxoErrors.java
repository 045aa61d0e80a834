package org.togglloxo.sandbox.loxo.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.togglloxo.sandbox.message.Answer;

/** How Loxo answers what it refuses. */
public final class LoxoErrors {

    private LoxoErrors() {}

    public static Answer errors(int status, String message) {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.putArray("errors").add(message);
        return Answer.json(status, body);
    }

    public static Answer notFound() {
        return Answer.json(
                404, Answer.JSON.createObjectNode().put("status", 404).put("error", "Not Found"));
    }
}
