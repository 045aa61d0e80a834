package org.togglloxo.flow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.spi.ContextServicePlugin;

/**
 * What Camel finds on the class path of the tests, and what it does not: each of some thousand contexts looks for the same forty
 * files in two hundred jars, most of which are nowhere.
 */
public final class KnownServices implements ContextServicePlugin {

    private static final String SERVICES = "META-INF/services/org/apache/camel/";
    private static final Map<String, Optional<byte[]>> KNOWN = new ConcurrentHashMap<>();

    @Override
    public void load(CamelContext context) {
        context.setClassResolver(new DefaultClassResolver(context) {
            @Override
            public InputStream loadResourceAsStream(String name) {
                return name.startsWith(SERVICES)
                        ? KNOWN.computeIfAbsent(name, file -> read(super.loadResourceAsStream(file)))
                                .map(ByteArrayInputStream::new)
                                .orElse(null)
                        : super.loadResourceAsStream(name);
            }
        });
    }

    private static Optional<byte[]> read(InputStream file) {
        if (file == null) {
            return Optional.empty();
        }
        try (file) {
            return Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
