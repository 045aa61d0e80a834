package org.togglloxo.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.model.language.ExpressionDefinition;

/**
 * The lanes as the routes of a context have them: {@code 30-route-candidate} sets one, and {@code 40-map-candidate} has a
 * {@code when} for each. One that has none is a mistake, and nobody can tell what it means.
 */
public final class Lanes {

    private static final String VARIABLE = "lane";
    private static final String ROUTE = "map-candidate";
    private static final String ROUTER = "routes/30-route-candidate.camel.yaml";
    private static final String MAPPING = "routes/40-map-candidate.camel.yaml";

    private static final Pattern OF_LANE = Pattern.compile("\\bvariables?\\W{1,3}lane\\b");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern TAG = Pattern.compile("[\"']\\w+:([\\w.-]+)[\"']");
    private static final Pattern WORD = Pattern.compile("[\\w.-]+");

    private final Set<String> known;
    private final List<SetVariableDefinition> setters;

    private Lanes(Set<String> known, List<SetVariableDefinition> setters) {
        this.known = known;
        this.setters = setters;
    }

    /** A lane that is set and has no {@code when}. */
    public record UnknownLane(NamedNode step, String message) {}

    /** As the routes stand now. */
    public static Lanes in(CamelContext context) {
        Names names = Names.in(context);
        Set<String> known = new TreeSet<>();
        List<SetVariableDefinition> setters = new ArrayList<>();
        for (RouteDefinition route : ((ModelCamelContext) context).getRouteDefinitions()) {
            if (names.of(ROUTE).equals(route.getId())) {
                collect(route, known);
            } else if (names.isOwnRoute(route.getId())) {
                collectSetters(route.getOutputs(), setters);
            }
        }
        return new Lanes(known, setters);
    }

    /** Whether a {@code when} names it; all are known where the mapping asks for no lane at all. */
    public boolean isKnown(String lane) {
        return known.isEmpty() || known.contains(lane);
    }

    /** The first lane that is set as a constant and has no {@code when}. */
    public Optional<UnknownLane> unknownLane() {
        for (SetVariableDefinition setter : setters) {
            if (setter.getExpression() instanceof ConstantExpression constant) {
                String lane = constant.getExpression().strip();
                if (!isKnown(lane)) {
                    return Optional.of(new UnknownLane(setter, message(lane)));
                }
            }
        }
        return Optional.empty();
    }

    /** Where a lane that is worked out by an expression comes from. */
    public Optional<SetVariableDefinition> setter() {
        return setters.stream()
                .filter(setter -> !(setter.getExpression() instanceof ConstantExpression))
                .findFirst();
    }

    /** Which lane it is, which there are, and where to fix it. */
    public String message(String lane) {
        return "no `when` of %s knows the lane '%s'; it knows %s.%s Fix the lane in %s, or add a `when` for it"
                .formatted(MAPPING, lane, String.join(", ", known), Nearest.question(lane, known), ROUTER);
    }

    /** A lane that ends with an outcome right away is not mapped. */
    private static void collectSetters(List<ProcessorDefinition<?>> steps, List<SetVariableDefinition> setters) {
        SetVariableDefinition last = null;
        for (ProcessorDefinition<?> step : steps) {
            if (step instanceof SetVariableDefinition variable && VARIABLE.equals(variable.getName())) {
                last = variable;
            } else if (step instanceof StopDefinition
                    || step instanceof SetVariableDefinition variable && "outcome".equals(variable.getName())) {
                last = null;
            } else if (step instanceof ChoiceDefinition choice) {
                choice.getWhenClauses().forEach(when -> collectSetters(when.getOutputs(), setters));
                if (choice.getOtherwise() != null) {
                    collectSetters(choice.getOtherwise().getOutputs(), setters);
                }
            } else {
                collectSetters(step.getOutputs(), setters);
            }
        }
        if (last != null) {
            setters.add(last);
        }
    }

    private static void collect(RouteDefinition route, Set<String> known) {
        for (ChoiceDefinition choice : all(route, ChoiceDefinition.class)) {
            boolean byLane = false;
            for (WhenDefinition when : choice.getWhenClauses()) {
                byLane |= addLanes(when.getExpression(), known);
            }
            if (byLane && choice.getOtherwise() != null) {
                addMapped(choice.getOtherwise(), known);
            }
        }
        all(route, FilterDefinition.class).forEach(filter -> addLanes(filter.getExpression(), known));
        known.remove(VARIABLE);
    }

    private static <T> Collection<T> all(RouteDefinition route, Class<T> type) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), type);
    }

    private static boolean addLanes(ExpressionDefinition condition, Set<String> known) {
        String text = condition == null ? null : condition.getExpression();
        if (text == null || !OF_LANE.matcher(text).find()) {
            return false;
        }
        QUOTED.matcher(text)
                .results()
                .map(quoted -> quoted.group(1) == null ? quoted.group(2) : quoted.group(1))
                .forEach(words -> addWords(words, known));
        return true;
    }

    /** In a folder of an earlier version {@code otherwise} maps one lane, and its tag says which. */
    private static void addMapped(OtherwiseDefinition otherwise, Set<String> known) {
        for (ExpressionNode step :
                ProcessorDefinitionHelper.filterTypeInOutputs(otherwise.getOutputs(), ExpressionNode.class)) {
            String text =
                    step.getExpression() == null ? null : step.getExpression().getExpression();
            if (text != null) {
                TAG.matcher(text).results().forEach(tag -> known.add(tag.group(1)));
            }
        }
    }

    private static void addWords(String text, Set<String> known) {
        WORD.matcher(text).results().forEach(word -> known.add(word.group()));
    }
}
