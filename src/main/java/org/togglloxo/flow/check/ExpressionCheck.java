package org.togglloxo.flow.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.flow.files.SourceLocation;
import org.togglloxo.flow.files.StepText;
import org.togglloxo.route.Nearest;
import org.togglloxo.route.Variables;

/** Comparisons that can never be true and variables that nobody reads: jq and Camel take both without a word. */
public final class ExpressionCheck {

    private static final Set<String> HIRE_STATES = Set.of("possible-hire", "rejected", "");

    /** Those that the program reads. */
    private static final Set<String> VARIABLES = Stream.concat(
                    Variables.ALL.stream(), Stream.of("webhook-event", "person-id"))
            .collect(Collectors.toUnmodifiableSet());

    /** The beans that turn what people edit into what is delivered. */
    private static final Set<String> RULES = Set.of("loxo", "outcomes", "jobs", "jobMaker");

    private static final Map<String, String> OF_MAPPING =
            Map.of("delivery", Variables.DELIVERY, "withDetails", Variables.DELIVERY);

    private static final String COMPARED = "\\s*(?:==|!=|<=?|>=?)\\s*";
    private static final Pattern ID = Pattern.compile("\\.(id|[a-z_]+_id)\\)?" + COMPARED + "(-?\\d+)"
            + "|\\.(id|[a-z_]+_id)\\s*\\|\\s*IN\\((\\d+)"
            + "|(?<![\\w.\"-])(-?\\d+)\\s*[!=]=\\s*\\(?\\$?\\w*\\.(id|[a-z_]+_id)\\b");
    private static final Pattern HIRE_STATE =
            Pattern.compile("\\.hire_state(?:\\s*//\\s*\"[^\"]*\"\\s*\\))?\\s*[!=]=\\s*\"([^\"]*)\"");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?<![=!<>])=(?!=)");
    private static final Pattern NUMBER = Pattern.compile("\\.(score|points|rating)\\)?" + COMPARED + "\"([^\"]*)\"");

    private final FlowFiles files;
    private final List<NamedNode> steps;

    public ExpressionCheck(FlowFiles files, List<NamedNode> steps) {
        this.files = files;
        this.steps = steps;
    }

    /** What cannot be meant. */
    public Optional<RouteError> error() {
        return steps.stream()
                .filter(step -> SourceLocation.of(step).isPresent())
                .flatMap(step -> error(step).stream())
                .findFirst();
    }

    /** Ids that are compared with numbers. */
    public List<RouteError> warnings() {
        List<RouteError> warnings = new ArrayList<>();
        for (NamedNode step : steps) {
            String text = jq(step);
            // the ids of questions alone are numbers (toggl-11)
            if (!text.contains("questions")) {
                ID.matcher(text).results().forEach(found -> warnings.add(warning(step, found)));
            }
        }
        return warnings;
    }

    private RouteError warning(NamedNode step, MatchResult found) {
        String member = first(found, 1, 3, 6);
        String number = first(found, 2, 4, 5);
        return place(step, found.group())
                .error(".%s is compared with the number %s, and is never equal to it: ids are strings: write \"%s\""
                        .formatted(member, number, number));
    }

    private static String first(MatchResult found, int... groups) {
        for (int group : groups) {
            if (found.group(group) != null) {
                return found.group(group);
            }
        }
        return "";
    }

    private Optional<RouteError> error(NamedNode step) {
        Optional<RouteError> variable =
                step instanceof SetVariableDefinition setter ? misnamed(setter) : Optional.empty();
        return variable.or(() -> assignment(step, jq(step))).or(() -> comparison(step, jq(step)));
    }

    /** Its result is the whole candidate, which counts as true: everybody would go that way. */
    private Optional<RouteError> assignment(NamedNode step, String text) {
        boolean condition = step instanceof WhenDefinition || step instanceof FilterDefinition;
        return condition
                        && ASSIGNMENT
                                .matcher(TEXT.matcher(text).replaceAll("\"\""))
                                .find()
                ? Optional.of(SourceLocation.of(step)
                        .orElse(SourceLocation.UNKNOWN)
                        .error("a single = in a condition assigns, so that the condition always holds. Write =="))
                : Optional.empty();
    }

    private Optional<RouteError> misnamed(SetVariableDefinition setter) {
        String name = setter.getName();
        Optional<String> own = own(setter).filter(wanted -> !wanted.equals(name));
        if (own.isPresent()) {
            return Optional.of(place(setter, name)
                    .error("what the mapping gives goes into the variable %s here; it is read from %s"
                            .formatted(name, own.get())));
        }
        return isLost(setter)
                ? Optional.of(place(setter, name)
                        .error("the variable %s is set, and nothing reads it.%s"
                                .formatted(name, Nearest.question(name, VARIABLES))))
                : Optional.empty();
    }

    private Optional<RouteError> comparison(NamedNode step, String text) {
        for (MatchResult found : HIRE_STATE.matcher(text).results().toList()) {
            Optional<String> meant = Nearest.to(found.group(1), HIRE_STATES);
            if (meant.isPresent()) {
                return Optional.of(place(step, found.group())
                        .error("no candidate has the hire_state '%s'. Did you mean %s?"
                                .formatted(found.group(1), meant.get())));
            }
        }
        return NUMBER.matcher(text)
                .results()
                .map(found -> place(step, found.group())
                        .error(".%s is a number and is compared with text, which never depends on its value. Write %s"
                                .formatted(found.group(1), found.group(2))))
                .findFirst();
    }

    /** What comes of a mapping has its own variable. */
    private static Optional<String> own(SetVariableDefinition variable) {
        return variable.getExpression() instanceof MethodCallExpression call
                        && "loxo".equals(call.getRef())
                        && call.getMethod() != null
                ? Optional.ofNullable(OF_MAPPING.get(call.getMethod()))
                : Optional.empty();
    }

    /** What a step of the program gives back is wanted by somebody, and a name that is nearly another one is a mistake. */
    private boolean isLost(SetVariableDefinition variable) {
        String name = variable.getName();
        return name != null
                && !VARIABLES.contains(name)
                && (variable.getExpression() instanceof MethodCallExpression call
                                && call.getRef() != null
                                && RULES.contains(call.getRef())
                        || Nearest.to(name, VARIABLES).isPresent())
                && !isRead(name);
    }

    private boolean isRead(String variable) {
        Pattern read = Pattern.compile("variables?\\W{1,3}" + Pattern.quote(variable) + "(?![\\w-])");
        return steps.stream().flatMap(step -> StepText.words(step).stream()).anyMatch(text -> read.matcher(text)
                .find());
    }

    private SourceLocation place(NamedNode step, String text) {
        SourceLocation place = SourceLocation.of(step).orElse(SourceLocation.UNKNOWN);
        return files.find(place, Pattern.quote(text));
    }

    /** Of a step whose expression is jq; else nothing. */
    private static String jq(NamedNode step) {
        ExpressionDefinition expression = step instanceof HasExpressionType typed
                ? typed.getExpressionType()
                : step instanceof ExpressionNode node ? node.getExpression() : null;
        return expression != null && "jq".equals(expression.getLanguage()) && expression.getExpression() != null
                ? expression.getExpression()
                : "";
    }
}
