package org.togglloxo.flow.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;

/** The route files as they stand in the jar. */
public final class ShippedRoutes {

    private static final String FOLDER = "classpath:toggl-loxo/";

    /** Where they are, as Camel names it. */
    public static final String PACKED = FOLDER + "routes/*.camel.yaml";

    private ShippedRoutes() {}

    static Collection<Resource> resources(CamelContext context) throws Exception {
        return RouteResources.find(context, PACKED);
    }

    /** One of them, such as {@code routes/68-after-delivery.camel.yaml}, without a look through the whole jar. */
    static Resource resource(CamelContext context, String name) {
        return RouteResources.resolve(context, FOLDER + name);
    }

    /** Puts all of them into the folder. */
    public static void copyTo(Path folder) {
        try (CamelContext context = new DefaultCamelContext()) {
            for (Resource resource : resources(context)) {
                String location = resource.getLocation();
                try (InputStream content = resource.getInputStream()) {
                    Files.copy(content, folder.resolve(location.substring(location.lastIndexOf('/') + 1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("The routes in the jar cannot be read", e);
        }
    }
}
