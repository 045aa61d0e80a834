package org.togglloxo.flow.camel;

import java.util.Collection;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** Files by Camel's names for them, and the routes in them. */
public final class RouteResources {

    private RouteResources() {}

    /** @param pattern such as {@code file:routes/*.camel.yaml} */
    public static Collection<Resource> find(CamelContext context, String pattern) throws Exception {
        return PluginHelper.getPackageScanResourceResolver(context).findResources(pattern);
    }

    /** What is in a file; nothing of it is added to the context. */
    public static Collection<RoutesBuilder> parse(CamelContext context, Resource file) throws Exception {
        if (!file.getLocation().endsWith(".camel.yaml")) {
            return PluginHelper.getRoutesLoader(context).findRoutesBuilders(file);
        }
        try (YamlRoutes yaml = new YamlRoutes(context)) {
            yaml.start();
            return List.of(yaml.loadRoutesBuilder(file));
        }
    }
}
