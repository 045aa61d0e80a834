package org.togglloxo.flow.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/** The route files as they stand in the jar. */
public final class ShippedRoutes {

    /** Told, since looking for them means to unpack the whole jar. */
    public static final List<String> NAMES = List.of(
            "10-schedule-sync.camel.yaml",
            "20-list-candidates.camel.yaml",
            "25-call-toggl.camel.yaml",
            "30-route-candidate.camel.yaml",
            "40-map-candidate.camel.yaml",
            "45-add-details.camel.yaml",
            "50-deliver-candidate.camel.yaml",
            "55-call-loxo.camel.yaml",
            "60-find-job.camel.yaml",
            "62-put-forward.camel.yaml",
            "64-record-event.camel.yaml",
            "66-create-job.camel.yaml",
            "68-after-delivery.camel.yaml",
            "70-receive-webhook.camel.yaml",
            "71-route-webhook.camel.yaml",
            "72-follow-person.camel.yaml",
            "79-log-webhook.camel.yaml",
            "80-alert.camel.yaml",
            "90-handle-errors.camel.yaml");

    private ShippedRoutes() {}

    /** In the order of their names. */
    public static List<Resource> resources() {
        return NAMES.stream().map(ShippedRoutes::resource).toList();
    }

    /** @param name such as {@code 68-after-delivery.camel.yaml} */
    static Resource resource(String name) {
        return ResourceHelper.fromBytes("classpath:toggl-loxo/routes/" + name, content(name));
    }

    /** Puts all of them into the folder, which has none of them yet. */
    public static void copyTo(Path folder) {
        try {
            for (String name : NAMES) {
                Files.write(folder.resolve(name), content(name), StandardOpenOption.CREATE_NEW);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(String name) {
        try (InputStream in = ShippedRoutes.class.getResourceAsStream("/toggl-loxo/routes/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "routes/%s is not in the jar: build it anew, with the folder routes".formatted(name));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
