package org.togglloxo.flow.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.togglloxo.candidate.Address;
import org.togglloxo.flow.files.ErrorText;
import org.togglloxo.flow.files.FlowException;
import org.togglloxo.flow.files.FlowFiles;
import org.togglloxo.flow.files.RouteError;
import org.togglloxo.flow.files.SourceLocation;

/** Loads the route files of a flow into a context that is not started yet, one after the other, so that a broken one is known. */
public final class RouteLoading {

    /** What came after the first version; any other file that is missing was taken away, and somebody may still call it. */
    private static final List<String> ADDED =
            List.of("25-call-toggl.camel.yaml", "55-call-loxo.camel.yaml", "68-after-delivery.camel.yaml");

    private static final Pattern FIELD = Pattern.compile("^Unsupported field: (\\S+)$");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([\\w.-]+)");

    private static final Pattern ITEM = Pattern.compile("^\\s*- ", Pattern.MULTILINE);

    private final CamelContext context;
    private final FlowFiles files;
    private final List<Resource> resources = new ArrayList<>();
    private final List<String> fromJar = new ArrayList<>();
    private final Map<Resource, Collection<RoutesBuilder>> builders = new HashMap<>();

    public RouteLoading(CamelContext context, FlowFiles files) {
        this.context = context;
        this.files = files;
    }

    /**
     * All files are read and their routeConfigurations are there: every route looks for its own when it is added, those
     * of the program as well.
     *
     * @throws FlowException naming the file and, where there is one, the line
     */
    public void loadConfigurations() throws Exception {
        resources.addAll(resources());
        if (resources.isEmpty()) {
            throw new FlowException(
                    new RouteError(
                            RouteError.SOMEWHERE,
                            0,
                            "there is no route file (*.camel.yaml) in it. Copy the routes of the distribution into it, or remove the folder to use the copies in the jar"),
                    null);
        }
        for (Resource resource : resources) {
            attempt(resource, () -> builders.put(resource, parsed(resource)));
        }
        for (Resource resource : resources) {
            for (RoutesBuilder builder : builders.get(resource)) {
                if (builder instanceof RouteConfigurationsBuilder configurations) {
                    attempt(resource, () -> context.addRoutesConfigurations(configurations));
                }
            }
        }
    }

    /** @throws FlowException naming the file and, where there is one, the line */
    public void loadRoutes() throws Exception {
        Map<String, String> known = new HashMap<>();
        model().getRouteDefinitions().forEach(route -> known.put(route.getId(), "the program"));
        for (Resource resource : resources) {
            for (RoutesBuilder builder : builders.get(resource)) {
                attempt(resource, () -> context.addRoutes(builder));
            }
            refuseSecond(resource, known);
        }
    }

    private Collection<RoutesBuilder> parsed(Resource resource) throws Exception {
        Collection<RoutesBuilder> builders = RouteResources.parse(context, resource);
        if (resource.getLocation().endsWith(".kamelet.yaml")) {
            // refuses a key that is given twice, as YamlRoutes does
            new Load(LoadSettings.builder().build()).loadFromString(text(resource));
        } else if (!ITEM.matcher(text(resource)).find()) {
            throw new IllegalArgumentException("the file holds no list of routes, which begins with - route:");
        }
        return builders;
    }

    /** A second route of an id takes the place of the first without a word. */
    private void refuseSecond(Resource resource, Map<String, String> known) {
        String file = SourceLocation.name(resource.getLocation());
        for (RouteDefinition route : model().getRouteDefinitions()) {
            boolean fromHere = resource.getLocation().equals(route.getLocation())
                    || route.getResource() != null
                            && resource.getLocation().equals(route.getResource().getLocation());
            String before = fromHere ? known.put(route.getId(), file) : null;
            if (before != null) {
                throw new FlowException(
                        new RouteError(
                                file,
                                Math.max(0, route.getLineNumber()),
                                "the route id %s is given twice, here and in %s".formatted(route.getId(), before)),
                        null);
            }
        }
    }

    private Model model() {
        return (ModelCamelContext) context;
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void attempt(Resource resource, Step step) {
        try {
            step.run();
        } catch (FlowException e) {
            throw e;
        } catch (StackOverflowError e) {
            throw new FlowException(
                    new RouteError(
                            SourceLocation.name(resource.getLocation()),
                            0,
                            "it is nested too deeply, or an alias (*name) stands within what it names (&name). Write out what the alias stands for"),
                    e);
        } catch (Exception e) {
            String cause = ErrorText.cause(e);
            throw new FlowException(
                    new RouteError(SourceLocation.name(resource.getLocation()), line(resource, line(e), cause), cause),
                    e);
        }
    }

    /** Camel gives the line of the step where it is a field of the step that is not known. */
    private static int line(Resource resource, int line, String cause) {
        Matcher field = FIELD.matcher(cause);
        if (line == 0 || !field.matches()) {
            return line;
        }
        List<String> lines = text(resource).lines().toList();
        for (int i = line - 1; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(field.group(1) + ":")) {
                return i + 1;
            }
        }
        return line;
    }

    private static String text(Resource resource) {
        try (InputStream in = resource.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int line(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException marked
                    && marked.getProblemMark().isPresent()) {
                return marked.getProblemMark().get().getLine() + 1;
            }
        }
        return 0;
    }

    private List<Resource> resources() {
        if (!files.ownRoutes()) {
            return ShippedRoutes.resources();
        }
        List<Resource> own = new ArrayList<>();
        for (String name : files.routes()) {
            own.add(ResourceHelper.fromBytes(files.location(name), files.readable(name)));
        }
        for (String name : own.isEmpty() ? List.<String>of() : ADDED) {
            String file = "routes/" + name;
            if (files.content(file).isEmpty()) {
                own.add(ShippedRoutes.resource(name));
                fromJar.add(file);
            }
        }
        return own;
    }

    /**
     * SHA-256 over all files and the settings that they name: the rules in force, wherever the files lie.
     *
     * @param agency where candidates go whose mapping names none, which is a rule as well; empty where there is one without a name
     */
    public String rules(Map<String, String> settings, String agency) {
        SortedMap<String, String> parts = new TreeMap<>();
        for (Resource resource : resources) {
            String text = text(resource);
            parts.put(SourceLocation.name(resource.getLocation()), text);
            PLACEHOLDER
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .forEach(name -> parts.put(name, settings.getOrDefault(name, "")));
        }
        if (!agency.isEmpty()) {
            parts.put("toggl.agency", agency);
        }
        StringBuilder all = new StringBuilder();
        parts.forEach((name, text) ->
                all.append(name).append(':').append(text.length()).append(':').append(text));
        return Address.sha256(all.toString());
    }

    /** Files that a folder of an earlier version does not have yet. */
    public List<String> fromJar() {
        return fromJar;
    }
}
