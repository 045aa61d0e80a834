package org.togglloxo.flow.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.model.SetBodyDefinition;
import org.togglloxo.flow.camel.DryRunInterceptor;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.flow.files.SourceLocation;
import org.togglloxo.loxo.mapping.MappingSchema;
import org.togglloxo.route.Nearest;

/**
 * Notes which members of made-up candidates, and of what is mapped from them, the rules read: jq takes one that is not there
 * for null without a word, and good people end up in another lane. {@code .member?} says that it may be missing.
 */
public final class UnknownMemberCheck {

    /** What stands above an expression: the step, its id, the language. */
    private static final int HEAD = 3;

    private final FlowFiles files;
    private final Set<Miss> misses = new LinkedHashSet<>();
    private NamedNode step;
    private SetBodyDefinition mapping;
    private boolean watching;
    private boolean blind;

    public UnknownMemberCheck(FlowFiles files) {
        this.files = files;
    }

    /** @param known what there is in the place of it */
    private record Miss(SourceLocation step, Kind kind, String member, Set<String> known) {}

    private enum Kind {
        CANDIDATE("Toggl Hire's candidates have no"),
        CONTACT("contact_info has no"),
        OPENING("an opening has no"),
        SETTINGS("the settings of a job have no"),
        MAPPING("what map-person made has no");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** From now on what is read of another candidate is noted. */
    public void start() {
        watching = true;
        blind = false;
    }

    public void stop() {
        watching = false;
    }

    public ObjectNode candidate(ObjectNode candidate) {
        ObjectNode whole = SampleCandidates.whole();
        return watched(candidate, names(whole), whole);
    }

    public ObjectNode details(ObjectNode candidate) {
        ObjectNode whole = SampleCandidates.details(SampleCandidates.whole());
        return watched(SampleCandidates.details(candidate), names(whole), whole);
    }

    private ObjectNode watched(ObjectNode candidate, Set<String> known, ObjectNode whole) {
        Watched watched = new Watched(candidate, Kind.CANDIDATE, known);
        wrap(watched, "contact_info", Kind.CONTACT, whole);
        wrap(watched, "opening", Kind.OPENING, whole);
        return watched;
    }

    private void wrap(ObjectNode candidate, String member, Kind kind, ObjectNode whole) {
        if (candidate.path(member) instanceof ObjectNode inner) {
            candidate.set(member, new Watched(inner, kind, names((ObjectNode) whole.get(member))));
        }
    }

    private static Set<String> names(ObjectNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What cannot be meant: a member that is nowhere. */
    public Optional<RouteError> error() {
        return misses.stream()
                .filter(miss -> !isOfCandidate(miss))
                .map(this::error)
                .findFirst();
    }

    /** A member of the candidate that is read off the mapping. */
    public List<RouteError> warnings() {
        List<RouteError> warnings = new ArrayList<>();
        for (Miss miss : misses) {
            if (isOfCandidate(miss)) {
                warnings.add(line(miss)
                        .error(
                                ".%s is read off what map-person made, which has no such member: it is null here. Write $candidate.%s"
                                        .formatted(miss.member(), miss.member())));
            }
        }
        return warnings;
    }

    private static boolean isOfCandidate(Miss miss) {
        return miss.kind() == Kind.MAPPING && SampleCandidates.whole().has(miss.member());
    }

    private RouteError error(Miss miss) {
        return line(miss)
                .error("%s member '%s', so .%s is null for everybody.%s There are %s. If it may be missing, write .%s?"
                        .formatted(
                                miss.kind().words,
                                miss.member(),
                                miss.member(),
                                Nearest.question(miss.member(), miss.known()),
                                String.join(", ", miss.known()),
                                miss.member()));
    }

    private SourceLocation line(Miss miss) {
        return files.find(miss.step(), "\\." + Pattern.quote(miss.member()) + "\\b");
    }

    private void note(Kind kind, String member, Set<String> known) {
        SourceLocation place = place();
        String name = Pattern.quote(member);
        boolean wanted = files.holds(place.file(), "\\." + name + "\\?|has\\(\"" + name + "\"\\)");
        if (watching && !blind && !wanted) {
            misses.add(new Miss(place, kind, member, known));
        }
    }

    /** To be told of each step before it is taken. */
    public void before(NamedNode definition, Exchange exchange) {
        pass(definition);
        // what a step that was left out would have answered is not there to be read
        blind |= exchange.getVariable(DryRunInterceptor.LEFT_OUT) != null;
        if (watching) {
            watchMapping(exchange);
        }
    }

    private void pass(NamedNode definition) {
        if (SourceLocation.of(definition).isPresent()) {
            step = definition;
            mapping = definition instanceof SetBodyDefinition body ? body : mapping;
        }
    }

    /** Where the last step stood that is in a file. */
    public SourceLocation place() {
        return SourceLocation.of(step).orElse(SourceLocation.UNKNOWN);
    }

    /** Where a member of what was mapped last is set: in that step, else in an earlier one of the file. */
    public SourceLocation placeOf(String member, SourceLocation step) {
        String pattern = "\\b" + Pattern.quote(member) + "\"?\\s*:";
        SourceLocation from = SourceLocation.of(mapping)
                .filter(place -> place.file().equals(step.file()))
                .orElse(step);
        int lines = mapping == null || mapping.getExpression() == null
                ? 0
                : (int) mapping.getExpression().getExpression().lines().count() + HEAD;
        SourceLocation found = files.find(from, pattern);
        boolean inStep = found.line() > from.line() && found.line() <= from.line() + lines;
        SourceLocation first = files.find(new SourceLocation(step.file(), 0), pattern);
        return inStep ? found : first.line() == 0 ? step : first;
    }

    private void watchMapping(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof ObjectNode body && !(body instanceof Watched)) {
            if (body.has("person")) {
                Set<String> known = new TreeSet<>(MappingSchema.CANDIDATE.names());
                known.addAll(names(body));
                exchange.getMessage().setBody(new Watched(body, Kind.MAPPING, known));
            } else if (body.get("settings") instanceof ObjectNode settings && !(settings instanceof Watched)) {
                body.set("settings", new Watched(settings, Kind.SETTINGS, names(settings)));
            }
        }
    }

    /** An object that tells when a member is read that nobody knows. */
    @SuppressWarnings("unchecked")
    private final class Watched extends ObjectNode {

        private static final long serialVersionUID = 1L;

        private final transient Kind kind;
        private final transient Set<String> known;

        Watched(ObjectNode original, Kind kind, Set<String> known) {
            super(JsonNodeFactory.instance);
            this.kind = kind;
            this.known = known;
            setAll(original);
        }

        @Override
        public JsonNode get(String member) {
            JsonNode value = super.get(member);
            if (value == null && !known.contains(member)) {
                note(kind, member, known);
            }
            return value;
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }
}
