package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.togglloxo.failure.Diagnosis;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.AnswerJson;
import org.togglloxo.http.StatusException;
import org.togglloxo.http.StatusException.Meaning;
import org.togglloxo.settings.Secrets;

/** What an answer of Toggl Hire means: errors are {@code {"error":{"type":"NotFoundError"}}}, the type for logs (toggl-2). */
final class TogglHireAnswers {

    private final TogglHireSettings settings;
    private final Secrets secrets;

    TogglHireAnswers(TogglHireSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /**
     * The body of a good answer.
     *
     * @throws TogglRefusal for a status outside 2xx, with the error's type as its body
     * @throws Retry when the body is not JSON
     */
    JsonNode read(String call, int status, String location, byte[] body) throws TogglRefusal {
        if (!StatusException.isSuccess(status)) {
            throw new TogglRefusal(call, status, location, type(body));
        }
        return AnswerJson.container(body)
                .orElseThrow(() -> new Retry(
                        Reason.NOT_JSON,
                        "Toggl Hire answered %s with something that is not JSON. Check toggl.base-url ('%s')"
                                .formatted(call, settings.baseUrl())));
    }

    /** Why the list could not be read to its end. */
    Stop explain(Exception error) {
        if (error instanceof Stop stop) {
            return stop;
        }
        if (error instanceof TogglRefusal answer) {
            return explain(answer);
        }
        if (error instanceof Failure failure) {
            return new Stop(ExitCode.LIST, failure.why(), failure.message(), null);
        }
        if (root(error) instanceof RejectedExecutionException) {
            return new Stop(
                    Reason.INTERRUPTED,
                    "The program ends while Toggl Hire asks to be left alone; the next run does the rest");
        }
        if (error instanceof IOException) {
            return new Stop(
                    Reason.TOGGL_NO_ANSWER,
                    "Toggl Hire did not answer at %s after all retries (%s). Check toggl.base-url and the network, then run again"
                            .formatted(settings.baseUrl(), secrets.redactPeople(String.valueOf(error.getMessage()))));
        }
        return new Stop(
                Reason.UNEXPECTED,
                "The list could not be read: %s. Check what was last changed in routes/, or report it"
                        .formatted(secrets.redactPeople(String.valueOf(root(error)))),
                error);
    }

    private static Throwable root(Throwable error) {
        return error.getCause() == null ? error : root(error.getCause());
    }

    private Stop explain(TogglRefusal answer) {
        int status = answer.getStatusCode();
        String type = answer.getResponseBody();
        if (answer.means(Meaning.REFUSED)) {
            return Diagnosis.ofToggl("GET /candidates", status, type);
        }
        if (answer.isGone()) {
            return new Stop(
                    Reason.RETIRED_VERSION,
                    "Toggl Hire answered %d (%s) to GET /candidates: this version of its API is not there or has been retired. toggl.base-url is '%s'; set it to https://api.hire.toggl.com/api/v2.2 or what Toggl names today"
                            .formatted(status, type, settings.baseUrl()));
        }
        if (answer.isRedirectError()) {
            return new Stop(
                    Reason.REDIRECTED,
                    "Toggl Hire answered %d, a redirection that is not followed, since the key would go along. toggl.base-url is '%s'; set it to where the API is now"
                            .formatted(status, settings.baseUrl()));
        }
        if (answer.mayPass()) {
            return new Stop(
                    Reason.TOGGL_UNAVAILABLE,
                    "Toggl Hire still answered %d (%s) after all retries. What was listed before is delivered; run again later"
                            .formatted(status, type));
        }
        return new Stop(
                Reason.TOGGL_REFUSED_LIST,
                "Toggl Hire answered %d (%s) to GET /candidates. Check toggl.filter.* and toggl.page-size"
                        .formatted(status, type));
    }

    private String type(byte[] body) {
        String type = AnswerJson.container(body)
                .map(answer -> answer.path("error").path("type").asText(""))
                .orElse("");
        return type.isBlank() ? "no reason given" : secrets.redactPeople(type);
    }
}
