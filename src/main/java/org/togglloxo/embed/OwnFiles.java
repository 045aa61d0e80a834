package org.togglloxo.embed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.togglloxo.flow.camel.RouteResources;
import org.togglloxo.flow.camel.ShippedRoutes;
import org.togglloxo.route.Names;

/**
 * The YAML files of the flow, with every name in them as it is called in the host's context. They are renamed as text, since
 * names stand in every kind of step, in error handling, in expressions, in parameters and in placeholders.
 */
final class OwnFiles {

    private static final Pattern RECEIVER = Pattern.compile("\\bfrom:\\s+uri:\\s*[\"']?([\\w:./-]+)");
    private static final Pattern ID =
            Pattern.compile("(?m)^(\\s+(?:- )?(?:id|routeConfigurationId): *[\"']?)(?=[\\w-]+[\"']?\\s*$)");
    private static final Pattern BEAN =
            Pattern.compile("(\\b(?:ref|onRedeliveryRef|redeliveryPolicyRef): *[\"']?)(\\w+)");
    // the name of the trigger as well: Camel looks for its endpoint by that alone, in all schedulers of a context
    private static final Pattern QUARTZ = Pattern.compile("(uri: *[\"']?)quartz:");
    private static final Pattern KAMELET = Pattern.compile("(uri: *[\"']?kamelet:[\\w-]+/)(?=[\\w-]+)");
    private static final Pattern WEBHOOKS = Pattern.compile("(?m)^(\\s+path: *)webhooks$");

    private final Names names;
    private final Map<String, String> texts = new TreeMap<>();

    /**
     * Reads the files in the jar and those of the host's own; of two with one name the host's counts.
     *
     * @param own a folder as Camel names it, {@code file:routes} or {@code classpath:recruiting}, or null
     */
    OwnFiles(CamelContext context, Names names, String own) throws Exception {
        this.names = names;
        read(ShippedRoutes.resources());
        if (own != null) {
            read(find(context, own.endsWith(".yaml") ? own : own.replaceFirst("/+$", "") + "/*.camel.yaml"));
        }
        texts.values().forEach(text -> RECEIVER.matcher(text).results().forEach(from -> names.receive(from.group(1))));
    }

    private static Collection<Resource> find(CamelContext context, String pattern) throws Exception {
        Collection<Resource> files = List.of();
        try {
            files = RouteResources.find(context, pattern);
        } catch (NoSuchFileException e) {
            // the same as an empty folder
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException(
                    "No routes are found at %s. Name a folder that holds *.camel.yaml files, such as file:routes"
                            .formatted(pattern));
        }
        return files;
    }

    private void read(Collection<Resource> files) throws IOException {
        for (Resource file : files) {
            texts.put(file.getLocation().replaceFirst(".*[/\\\\:]", ""), text(file));
        }
    }

    private static String text(Resource file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The files in their order, renamed. */
    Iterable<Resource> resources() {
        return texts.entrySet().stream()
                        .map(file -> ResourceHelper.fromString("toggl-loxo/" + file.getKey(), renamed(file.getValue())))
                ::iterator;
    }

    private String renamed(String text) {
        String ids = ID.matcher(text).replaceAll("$1" + Names.PREFIX);
        String beans = BEAN.matcher(ids)
                .replaceAll(ref -> ref.group(1) + (names.isBean(ref.group(2)) ? names.of(ref.group(2)) : ref.group(2)));
        String schedule = QUARTZ.matcher(beans).replaceAll("$1" + Names.PREFIX + "quartz:" + Names.PREFIX);
        String webhooks = WEBHOOKS.matcher(schedule).replaceAll("$1toggl-loxo/webhooks");
        String kamelets = KAMELET.matcher(webhooks).replaceAll("$1" + Names.PREFIX);
        return names.inText(kamelets);
    }
}
