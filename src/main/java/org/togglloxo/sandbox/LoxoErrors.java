package org.togglloxo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How Loxo answers what it refuses. */
final class LoxoErrors {

    private LoxoErrors() {}

    static Answer errors(int status, String message) {
        ObjectNode body = Answer.JSON.createObjectNode();
        body.putArray("errors").add(message);
        return Answer.json(status, body);
    }

    static Answer notFound() {
        return Answer.json(
                404, Answer.JSON.createObjectNode().put("status", 404).put("error", "Not Found"));
    }
}
