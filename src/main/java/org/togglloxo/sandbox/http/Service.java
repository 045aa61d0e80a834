package org.togglloxo.sandbox.http;

import java.util.Optional;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Endpoints;
import org.togglloxo.sandbox.message.Request;

/** One of the two services, behind the HTTP front that both share. */
public interface Service {

    /** Where in the service a raw path points, or nothing where it has no such endpoint. */
    Optional<Place> locate(String method, String rawPath);

    /** The answer, with the work done. Called on the event loop; guards its own state against test threads. */
    Answer answer(Request request);

    /** The shape of the service's own error body. */
    Answer error(int status, String message);

    /** @param path without the prefix of the service */
    record Place(String path, Endpoints.Match match) {}
}
