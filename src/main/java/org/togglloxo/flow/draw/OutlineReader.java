package org.togglloxo.flow.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.HasExpressionType;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;
import org.togglloxo.flow.draw.Outline.Box;
import org.togglloxo.flow.draw.Outline.Kind;
import org.togglloxo.flow.draw.Outline.Step;
import org.togglloxo.flow.files.SourceLocation;
import org.togglloxo.flow.files.StepText;

/** Reads the outline out of what Camel has loaded. */
final class OutlineReader {

    private static final String LEDGER = "ledger";

    /** Its processors record each outcome and tell of it, which Camel's model does not show. */
    private static final String RECORDER = "take-candidates";

    private static final String AFTER_DELIVERY = "direct:after-delivery";

    /** Steps of the program that make calls, or ask the ledger; a bean by itself, or one of its methods. */
    private static final Map<String, String> BEHIND_BEANS = Map.of(
            "people", "direct:call-loxo",
            "applications", "direct:call-loxo",
            "events", "direct:call-loxo",
            "jobMaker", "direct:call-loxo",
            "jobs", "direct:call-loxo",
            "personReader", "direct:call-loxo",
            "togglDetails.read", "direct:call-toggl",
            "togglHire.fetchPage", "direct:read-toggl",
            "ledger", LEDGER,
            "deliveries", LEDGER);

    private static final Map<String, String> SERVICES =
            Map.of("{{loxo.base-url}}", "loxo", "{{toggl.base-url}}", "toggl-hire");

    /** Steps that call the endpoint that their expression names. */
    private static final Set<String> CALLING = Set.of("enrich", "pollEnrich", "recipientList", "routingSlip");

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]");

    private final CamelContext context;
    private final Model model;
    private final Map<String, Box> others = new LinkedHashMap<>();

    OutlineReader(CamelContext context) {
        this.context = context;
        this.model = (ModelCamelContext) context;
    }

    Outline read() {
        List<Box> routes = new ArrayList<>();
        for (RouteDefinition route : model.getRouteDefinitions()) {
            if (!Boolean.TRUE.equals(route.isTemplate())) {
                // else the inside of a Kamelet
                routes.add(route(route));
            }
        }
        List<Box> files = ofKind(routes, Kind.ROUTE);
        files.sort(Comparator.comparing(Box::file));
        List<Box> handlers = new ArrayList<>();
        for (RouteConfigurationDefinition configuration : model.getRouteConfigurationDefinitions()) {
            handlers.add(handler(configuration));
        }
        List<Box> boxes = new ArrayList<>();
        List<Box> rest = ofKind(routes, Kind.PROGRAM);
        for (Box file : files) {
            for (Box box : rest) {
                if (calls(box, file.key()) && !boxes.contains(box)) {
                    add(boxes, routes, box);
                }
            }
            add(boxes, routes, file);
        }
        boxes.addAll(handlers);
        rest.stream().filter(box -> !boxes.contains(box)).toList().forEach(box -> add(boxes, routes, box));
        others.values().stream().filter(box -> !boxes.contains(box)).forEach(boxes::add);
        return new Outline(boxes);
    }

    private static List<Box> ofKind(List<Box> boxes, Kind kind) {
        return new ArrayList<>(boxes.stream().filter(box -> box.kind() == kind).toList());
    }

    private static boolean calls(Box box, String key) {
        return Outline.all(box.steps()).anyMatch(Outline.calling(key));
    }

    /** After what its messages come from, where that is no route. */
    private void add(List<Box> boxes, List<Box> routes, Box route) {
        if (!route.from().equals(route.key())) {
            boolean sentTo = routes.stream().anyMatch(other -> calls(other, route.from()));
            Box source = box(sentTo ? Kind.QUEUE : Kind.SOURCE, route.from(), route.from(), "");
            others.put(source.key(), source);
            if (!boxes.contains(source)) {
                boxes.add(source);
            }
        }
        boxes.add(route);
    }

    private static Box box(Kind kind, String key, String id, String description) {
        return new Box(kind, key, "", id, description, "", "", List.of());
    }

    private Box route(RouteDefinition route) {
        String file = SourceLocation.of(route).map(SourceLocation::file).orElse("");
        String from = endpoint(route.getInput().getEndpointUri());
        List<Step> steps = new ArrayList<>(steps(route, file.isEmpty()));
        if (RECORDER.equals(route.getId())) {
            steps.add(new Step("to", "to-route-candidate", "", "direct:route-candidate", List.of()));
            steps.add(toLedger("record-outcome"));
            steps.add(new Step("to", "tell-of-delivery", "", AFTER_DELIVERY, List.of()));
        }
        return new Box(
                file.isEmpty() ? Kind.PROGRAM : Kind.ROUTE,
                from.startsWith("direct:") ? from : "route:" + route.getId(),
                file,
                route.getId(),
                described(route),
                from,
                route.getRouteConfigurationId() == null ? "" : "errors:" + route.getRouteConfigurationId(),
                file.isEmpty()
                        ? Outline.all(steps)
                                .filter(step -> !step.calls().isEmpty())
                                .toList()
                        : steps);
    }

    private Box handler(RouteConfigurationDefinition configuration) {
        List<Step> steps = configuration.getOnExceptions().stream()
                .map(on -> new Step("onException", named(on), described(on), "", steps(on, false)))
                .toList();
        String file = SourceLocation.of(configuration)
                .or(() -> configuration.getOnExceptions().stream().findFirst().flatMap(SourceLocation::of))
                .map(SourceLocation::file)
                .orElse("");
        return new Box(
                Kind.ERRORS,
                "errors:" + configuration.getId(),
                file,
                configuration.getId(),
                described(configuration),
                "",
                "",
                steps);
    }

    private static String described(OptionalIdentifiedDefinition<?> node) {
        String text = Optional.ofNullable(node.getDescriptionText()).orElse("");
        return plain(
                text.isEmpty() && node instanceof OnExceptionDefinition on
                        ? String.join(", ", on.getExceptions())
                        : text);
    }

    private List<Step> steps(NamedNode parent, boolean ofProgram) {
        return StepText.children(parent).stream()
                .filter(node -> !(node instanceof OnExceptionDefinition))
                .map(node -> step(node, ofProgram))
                .toList();
    }

    private Step step(NamedNode node, boolean ofProgram) {
        String id = named(node);
        String called = called(node);
        List<Step> below = steps(node, ofProgram);
        if (called.isEmpty()) {
            return below.isEmpty() ? ofBean(node, id) : new Step(node.getShortName(), id, text(node), "", below);
        }
        String key = endpoint(called);
        if (isOutside(key)) {
            // the program's own are known by name; where they are is a setting
            String service = SERVICES.getOrDefault(shown(called), ofProgram ? id : "");
            key = service.isEmpty() ? shown(called) : "service:" + service;
            others.putIfAbsent(key, box(Kind.SERVICE, key, service.isEmpty() ? key : title(service), ""));
        }
        return new Step(node.getShortName(), id, "", key, below);
    }

    private Step toLedger(String id) {
        others.putIfAbsent(
                LEDGER, box(Kind.LEDGER, LEDGER, LEDGER, "What is known of every candidate, and of every run"));
        return new Step("ledger", id, "", LEDGER, List.of());
    }

    private boolean isOutside(String key) {
        return model.getRouteDefinitions().stream()
                .noneMatch(route -> endpoint(route.getInput().getEndpointUri()).equals(key));
    }

    /** A bean, or an expression that asks it. */
    private Step ofBean(NamedNode node, String id) {
        String ref = null;
        String method = null;
        if (node instanceof BeanDefinition bean) {
            ref = bean.getRef();
            method = bean.getMethod();
        } else if (node instanceof HasExpressionType asking
                && asking.getExpressionType() instanceof MethodCallExpression call) {
            ref = call.getRef();
            method = call.getMethod();
        }
        String behind =
                BEHIND_BEANS.getOrDefault(String.valueOf(ref), BEHIND_BEANS.getOrDefault(ref + "." + method, ""));
        return LEDGER.equals(behind) ? toLedger(id) : new Step(node.getShortName(), id, text(node), behind, List.of());
    }

    private static String called(NamedNode node) {
        if (node instanceof SendDefinition<?> send) {
            return send.getEndpointUri();
        }
        if (node instanceof ToDynamicDefinition dynamic) {
            return dynamic.getUri();
        }
        if (CALLING.contains(node.getShortName()) && node instanceof HasExpressionType asking) {
            String uri = Objects.requireNonNullElse(asking.getExpressionType().getExpression(), "");
            return uri.strip().matches("(?s)[a-zA-Z][\\w+-]*:.*") ? uri.strip() : "";
        }
        return "";
    }

    private static String named(NamedNode node) {
        return node instanceof OptionalIdentifiedDefinition<?> named && named.hasCustomIdAssigned()
                ? named.getId()
                : "";
    }

    private static String title(String id) {
        StringBuilder title = new StringBuilder();
        for (String word : id.split("-")) {
            title.append(title.isEmpty() ? "" : " ")
                    .append(Character.toUpperCase(word.charAt(0)))
                    .append(word, 1, word.length());
        }
        return title.toString();
    }

    private static String text(NamedNode node) {
        ExpressionDefinition expression = node instanceof HasExpressionType asking ? asking.getExpressionType() : null;
        boolean asItStands = expression == null || expression instanceof MethodCallExpression;
        return plain(asItStands ? String.join(" ", StepText.words(node)) : expression.getLabel());
    }

    /** In one line, and nothing in it acts on whoever shows it. */
    private static String plain(String text) {
        return UNSEEN.matcher(text.replaceAll("\\s+", " ").strip())
                .replaceAll(letter -> "\\\\u%04x".formatted(letter.group().codePointAt(0)));
    }

    /** Scheme and name: the options do not tell where it leads. */
    private String endpoint(String uri) {
        try {
            return shown(context.resolvePropertyPlaceholders(uri));
        } catch (IllegalArgumentException e) {
            return shown(uri);
        }
    }

    /** As it stands in the file, since a placeholder may be a secret; nor is a login shown. */
    private static String shown(String uri) {
        return plain(
                uri.replaceFirst("(?s)\\?.*", "").replaceFirst("//[^/@]*@", "").replace("://", ":"));
    }
}
