package org.togglloxo.sync.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.candidate.Blocker;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Defer;
import org.togglloxo.failure.Diagnosis;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Failure;
import org.togglloxo.failure.Reason;
import org.togglloxo.failure.Retry;
import org.togglloxo.failure.Stop;
import org.togglloxo.http.StatusException;
import org.togglloxo.http.StatusException.Meaning;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.route.Variables;
import org.togglloxo.settings.Secrets;
import org.togglloxo.sync.run.Runs;

/** What a route says of a candidate: the values of the variable {@code outcome}. */
public final class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private final Runs runs;
    private final AgencyStop agency;
    private final Secrets secrets;

    public Outcomes(Runs runs, AgencyStop agency, Secrets secrets) {
        this.runs = runs;
        this.agency = agency;
        this.secrets = secrets;
    }

    /** Step {@code result-of-delivery}: created where this candidate made the person, be it in an earlier run that did not come to its end. */
    public CandidateResult delivered(Exchange exchange) {
        DeliveryAttempt attempt = DeliveryAttempt.of(exchange);
        if (exchange.getVariable(Variables.LOXO_ID) == null && !runs.planning()) {
            return failed(
                    Reason.NO_OUTCOME.code(),
                    "The routes say that the candidate is delivered, and no person was found or created. Check what was last changed in routes/");
        }
        CandidateRecord known = attempt.known();
        boolean made = attempt.isMade() || known.createdHere() && known.fingerprint() == null;
        CandidateResult result = CandidateResult.of(
                made ? Outcome.CREATED : Outcome.UPDATED, exchange.getVariable(Variables.LOXO_ID, String.class));
        return noted(result, attempt.note(), DeliveryAttempt.blocker(exchange));
    }

    /** The rules say that nothing is to be done. */
    public CandidateResult skipped(String reason, String message) {
        return CandidateResult.of(Outcome.SKIPPED, reason, message);
    }

    /** The addresses lead to several people in Loxo. */
    public CandidateResult ambiguous(Exchange exchange) {
        return ofError(DeliveryAttempt.of(exchange).found().ambiguity(), null);
    }

    /** Whoever was found in Loxo. */
    public interface People {

        /** The id of the only one; empty where there is nobody, or several. */
        Optional<String> onlyId();

        /** What was read of them may have changed since. */
        void readAgain();

        /** Why they are not one. */
        Fail ambiguity();
    }

    /** Somebody has to look. */
    public CandidateResult failed(String reason, String message) {
        return CandidateResult.of(Outcome.FAILED, reason, message);
    }

    /** A temporary error that outlived its retries. */
    public CandidateResult deferred(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception caught,
            @ExchangeProperty(DeliveryAttempt.CALL) String call) {
        Throwable error = itself(caught);
        if (isEnding(error)) {
            return CandidateResult.notReached();
        }
        if (error instanceof HttpOperationFailedException answer) {
            return CandidateResult.of(
                            Outcome.DEFERRED,
                            StatusException.means(answer, Meaning.THROTTLED) ? Reason.THROTTLED : Reason.UNAVAILABLE,
                            "Loxo still answered %d to %s after all retries; the next run tries again"
                                    .formatted(answer.getStatusCode(), call))
                    .after(call, answer.getResponseBody());
        }
        if (error instanceof Failure failure) {
            return CandidateResult.of(Outcome.DEFERRED, failure.why(), failure.message())
                    .after(call, null);
        }
        return CandidateResult.of(
                        Outcome.DEFERRED,
                        Reason.NO_ANSWER,
                        "Loxo did not answer %s after all retries (%s); the next run tries again"
                                .formatted(call, cause(error)))
                .after(call, null);
    }

    /** Nothing is to be found at this address: that concerns everybody. */
    public CandidateResult elsewhere(
            @ExchangeException HttpOperationFailedException answer,
            @ExchangeProperty(DeliveryAttempt.CALL) String call) {
        return agency.stop(Diagnosis.elsewhere(answer.getStatusCode(), call));
    }

    /** Loxo refused the value: its own words say which. */
    public CandidateResult refused(
            @ExchangeException HttpOperationFailedException answer,
            @ExchangeProperty(DeliveryAttempt.CALL) String call) {
        return CandidateResult.of(
                        Outcome.FAILED,
                        Reason.REFUSED,
                        "Loxo answered %d to %s: %s".formatted(answer.getStatusCode(), call, answer.getResponseBody()))
                .after(call, answer.getResponseBody());
    }

    /** Whatever else went wrong on a candidate's way; a {@link Stop} ends the run, or its agency, instead. */
    public CandidateResult ofError(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable caught,
            @ExchangeProperty(DeliveryAttempt.CALL) String call) {
        Throwable error = itself(caught);
        if (error instanceof Stop stop) {
            return agency.stop(stop);
        }
        if (isEnding(error)) {
            return CandidateResult.notReached();
        }
        if (error instanceof Fail fail) {
            return CandidateResult.of(Outcome.FAILED, fail.why(), fail.message())
                    .after(call, null);
        }
        // what jq cannot do is an IOException too, and no time fixes it
        boolean temporary = error instanceof IOException && !(error instanceof JsonProcessingException);
        if (temporary || error instanceof Retry || error instanceof Defer) {
            return deferred((Exception) error, call);
        }
        LOG.debug(Reason.UNEXPECTED.code(), caught);
        if (isError(error)) {
            // no memory left, or a library that does not fit: nothing that the candidate is to blame for
            return CandidateResult.of(
                            Outcome.DEFERRED,
                            Reason.UNEXPECTED,
                            "A step ended with %s, which nobody expected; the next run tries again"
                                    .formatted(cause(error)))
                    .after(call, null);
        }
        return CandidateResult.of(
                        Outcome.FAILED,
                        Reason.UNEXPECTED,
                        "The routes ended with %s. Check what was last changed in routes/, or report it"
                                .formatted(cause(error)))
                .after(call, null);
    }

    /** What was thrown in a step; Camel may have wrapped it, where the step is an expression. (Its ExchangeException would be the root cause.) */
    private static Throwable itself(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure || cause instanceof HttpOperationFailedException) {
                return cause;
            }
        }
        return error;
    }

    /** The program was asked to end while a call waited to be made or repeated. */
    private static boolean isEnding(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof RejectedExecutionException || cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isError(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof Error) {
                return true;
            }
        }
        return false;
    }

    private static CandidateResult noted(CandidateResult result, String note, Blocker waits) {
        if (note == null) {
            return waits == null ? result : result.noting(waits.reason(), waits.message());
        }
        return result.noting(Reason.WITHOUT_REFUSED_VALUE, waits == null ? note : note + ". " + waits.message());
    }

    /** What a step of somebody else's ended with; no address, since what follows its host may be a secret. */
    public String words(Throwable error) {
        Throwable thrown = itself(error);
        return thrown instanceof HttpOperationFailedException answer
                ? "answer " + answer.getStatusCode()
                : cause(thrown).replaceAll("(https?://[^/\\s?#]+)\\S*", "$1");
    }

    private String cause(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String words = String.valueOf(root.getMessage());
        if (root.getClass().getPackageName().startsWith("net.thisptr")) {
            // jq shows the values that it cannot work with, and they are the candidate's
            words = words.replaceAll("\\((?:[^()\"]|\"[^\"]*+\"?)*+\\)?", "(...)");
        }
        return secrets.redactPeople(root.getClass().getSimpleName() + ": " + words);
    }
}
