package org.togglloxo.flow.files;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.BasicOutputExpressionNode;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;
import org.apache.camel.spi.Language;

/** What a step says, as it stands in its file. */
public final class StepText {

    private static final int SIGNIFICANT = 3;

    private StepText() {}

    /** What an error may name: endpoint, bean, expression. */
    public static List<String> words(NamedNode node) {
        Stream<String> words = Stream.empty();
        if (node instanceof SendDefinition<?> send) {
            words = Stream.of(send.getEndpointUri());
        } else if (node instanceof ToDynamicDefinition dynamic) {
            words = Stream.of(dynamic.getUri());
        } else if (node instanceof BeanDefinition bean) {
            words = Stream.of(bean.getRef(), bean.getMethod(), bean.getBeanType());
        } else if (node instanceof HasExpressionType expression) {
            words = of(expression.getExpressionType());
        } else if (node instanceof OnExceptionDefinition handler) {
            words = Stream.concat(handler.getExceptions().stream(), Stream.of(handler.getOnRedeliveryRef()));
        } else if (node instanceof CatchDefinition handler) {
            words = handler.getExceptions().stream();
        } else if (node instanceof RouteDefinition route && route.getInput() != null) {
            words = Stream.of(route.getInput().getEndpointUri());
        }
        return words.filter(Objects::nonNull).filter(word -> !word.isBlank()).toList();
    }

    private static Stream<String> of(ExpressionDefinition expression) {
        return expression instanceof MethodCallExpression call
                ? Stream.of(call.getRef(), call.getMethod(), call.getBeanTypeName())
                : expression == null ? Stream.empty() : Stream.of(expression.getExpression());
    }

    /** The steps directly below, in their order. */
    public static List<NamedNode> children(NamedNode node) {
        List<NamedNode> children = new ArrayList<>();
        if (node instanceof ChoiceDefinition choice) {
            children.addAll(choice.getWhenClauses());
            if (choice.getOtherwise() != null) {
                children.add(choice.getOtherwise());
            }
        } else if (node instanceof TryDefinition attempt) {
            // what YAML says is kept apart, what Java says among the outputs
            Set<NamedNode> parts = new LinkedHashSet<>(attempt.getOutputs());
            parts.addAll(Objects.requireNonNullElse(attempt.getCatchClauses(), List.of()));
            parts.add(attempt.getFinallyClause());
            parts.remove(null);
            children.addAll(parts);
        } else if (node instanceof CircuitBreakerDefinition breaker) {
            children.addAll(breaker.getOutputs());
            if (breaker.getOnFallback() != null) {
                children.add(breaker.getOnFallback());
            }
        } else if (node instanceof BasicOutputExpressionNode when) {
            children.addAll(when.getOutputs());
        } else if (node instanceof OtherwiseDefinition otherwise) {
            children.addAll(otherwise.getOutputs());
        } else if (node instanceof ProcessorDefinition<?> step) {
            children.addAll(step.getOutputs());
        }
        return children;
    }

    /** How much of a step the words of an error name: the length of the longest of its own words in them. */
    public static int named(NamedNode node, String error) {
        return words(node).stream()
                .map(word -> word.replaceAll("\\s+", " ").strip())
                .filter(word -> word.length() >= SIGNIFICANT && error.contains(word))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** Whether its expression cannot be parsed; the error that Camel throws for it does not say which one it is. */
    public static boolean isBrokenExpression(NamedNode node, CamelContext context) {
        ExpressionDefinition expression = node instanceof HasExpressionType step ? step.getExpressionType() : null;
        if (expression == null || expression instanceof MethodCallExpression || expression.getExpression() == null) {
            return false;
        }
        try {
            Language language = context.resolveLanguage(expression.getLanguage());
            String text = context.resolvePropertyPlaceholders(expression.getExpression());
            if (node instanceof FilterDefinition || node instanceof WhenDefinition) {
                language.createPredicate(text).init(context);
            } else {
                language.createExpression(text).init(context);
            }
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }
}
