package org.togglloxo.flow.camel;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.NamedNode;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.IdempotentConsumerDefinition;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.PollDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.SetHeadersDefinition;
import org.apache.camel.model.SetVariablesDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;

/** Steps that run code of somebody else's, or take something in from elsewhere: nobody knows what these do. */
final class UnpreviewableSteps {

    private static final String OURS = "org.togglloxo.";
    private static final Pattern BEAN = Pattern.compile("\\$\\{bean:([\\w#.$-]+)");

    private final CamelContext context;

    UnpreviewableSteps(CamelContext context) {
        this.context = context;
    }

    /** What a step does of that kind, in words; empty where it does nothing of the kind. */
    Optional<String> in(NamedNode step) {
        if (step instanceof PollEnrichDefinition || step instanceof PollDefinition) {
            return Optional.of("takes a message from elsewhere");
        }
        if (step instanceof KameletDefinition kamelet) {
            return Optional.of("calls the Kamelet " + kamelet.getName());
        }
        if (step instanceof IdempotentConsumerDefinition once && once.getIdempotentRepository() != null) {
            return foreign(once.getIdempotentRepository().replaceFirst("^#bean:|^#(?!class:)", ""), null)
                    .map(name -> "writes to the repository " + name);
        }
        if (step instanceof ProcessDefinition process) {
            return process.getRef() == null
                    ? Optional.empty()
                    : foreign(process.getRef(), null).map(name -> "calls the processor " + name);
        }
        if (step instanceof BeanDefinition bean) {
            return foreign(bean.getRef(), bean.getBeanType()).map(name -> "calls the bean " + name);
        }
        Stream<String> called = step instanceof LogDefinition log
                ? beans(String.valueOf(log.getMessage()))
                : expressions(step).flatMap(this::beans);
        return called.findFirst().map(name -> "calls the bean " + name);
    }

    /** Of a {@code bean:}, {@code class:} or {@code language:} endpoint. */
    boolean isForeign(Endpoint endpoint) {
        String uri = endpoint.getEndpointUri();
        String name = uri.replaceFirst("^[a-z]+:/*", "").replaceFirst("\\?.*", "");
        return !uri.startsWith("bean:") || foreign(name, null).isPresent();
    }

    private Stream<String> beans(ExpressionDefinition expression) {
        if (expression instanceof MethodCallExpression call) {
            return foreign(call.getRef(), call.getBeanTypeName()).stream();
        }
        String text = expression.getExpression();
        return text == null ? Stream.empty() : beans(text);
    }

    private Stream<String> beans(String simple) {
        Matcher found = BEAN.matcher(simple);
        return found.results()
                .map(one -> one.group(1).replaceFirst("[.?].*", ""))
                .flatMap(name -> foreign(name, null).stream());
    }

    private static Stream<ExpressionDefinition> expressions(NamedNode step) {
        Stream<ExpressionDefinition> all = Stream.empty();
        if (step instanceof ChoiceDefinition choice) {
            all = choice.getWhenClauses().stream().map(HasExpressionType::getExpressionType);
        } else if (step instanceof CatchDefinition caught && caught.getOnWhen() != null) {
            all = Stream.of(caught.getOnWhen().getExpression());
        } else if (step instanceof SetHeadersDefinition headers) {
            all = headers.getHeaders().stream().map(HasExpressionType::getExpressionType);
        } else if (step instanceof SetVariablesDefinition variables) {
            all = variables.getVariables().stream().map(HasExpressionType::getExpressionType);
        } else if (step instanceof HasExpressionType expression) {
            all = Stream.of(expression).map(HasExpressionType::getExpressionType);
        }
        return all.filter(Objects::nonNull);
    }

    /** The name where it is nobody's of this program. */
    private Optional<String> foreign(String ref, String type) {
        Object bean = ref == null ? null : context.getRegistry().lookupByName(ref);
        String name = bean != null ? bean.getClass().getName() : type != null ? type : String.valueOf(ref);
        return name.startsWith(OURS) ? Optional.empty() : Optional.of(ref == null ? name : ref);
    }
}
