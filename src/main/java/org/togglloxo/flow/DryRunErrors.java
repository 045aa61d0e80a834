package org.togglloxo.flow;

import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.NamedNode;
import org.togglloxo.candidate.CandidateResult;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Fail;
import org.togglloxo.failure.Reason;
import org.togglloxo.flow.camel.DryRunInterceptor;
import org.togglloxo.flow.check.UnknownMemberCheck;
import org.togglloxo.flow.files.ErrorText;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.flow.files.SourceLocation;
import org.togglloxo.route.Variables;

/** What went wrong with a made-up candidate, where it is about the rules, and in which line. */
final class DryRunErrors {

    /** Reasons that are about the rules, whoever the candidate is. */
    private static final Set<String> ABOUT_RULES =
            Set.of(Reason.MAPPING.code(), Reason.UNEXPECTED.code(), Reason.NO_OUTCOME.code());

    private final UnknownMemberCheck members;

    DryRunErrors(UnknownMemberCheck members) {
        this.members = members;
    }

    /** Null where nothing is wrong with the rules. */
    RouteError of(Exchange routed) {
        if (routed.getException() != null) {
            return thrown(routed);
        }
        if (routed.getVariable(Variables.OUTCOME) == null) {
            return place(routed).error("the routes end without an outcome");
        }
        CandidateResult result = result(routed);
        boolean aboutRules =
                result != null && result.outcome() == Outcome.FAILED && ABOUT_RULES.contains(result.reason());
        if (!aboutRules) {
            return null;
        }
        Throwable caught = routed.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
        return caught == null ? place(routed).error(result.message()) : at(routed, caught);
    }

    /** What came out of the routes; null where nothing did. */
    RouteError thrown(Exchange tried) {
        return tried.getException() == null ? null : at(tried, tried.getException());
    }

    private RouteError at(Exchange tried, Throwable caught) {
        SourceLocation place = place(tried);
        SourceLocation line =
                word(caught).map(word -> members.placeOf(word, place)).orElse(place);
        return line.error(ErrorText.cause(caught));
    }

    private static Optional<String> word(Throwable caught) {
        for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
            if (cause instanceof Fail fail) {
                return fail.word();
            }
        }
        return Optional.empty();
    }

    private SourceLocation place(Exchange tried) {
        NamedNode step = tried.getVariable(DryRunInterceptor.STEP, NamedNode.class);
        return SourceLocation.of(step).orElseGet(members::place);
    }

    /** Null where it would be delivered. */
    static CandidateResult result(Exchange routed) {
        CandidateResult result = routed.getVariable(Variables.OUTCOME, CandidateResult.class);
        return result == null || result.outcome() == null || result.isWritten() ? null : result;
    }
}
