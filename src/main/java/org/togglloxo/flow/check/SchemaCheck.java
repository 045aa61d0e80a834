package org.togglloxo.flow.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.serialization.JsonNodeReader;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import org.togglloxo.flow.files.ErrorText;
import org.togglloxo.flow.files.RouteError;

/** A route file against the schema that Camel publishes of its YAML, so that what it does not know is said with its line. */
public final class SchemaCheck {

    private static final String SCHEMA = "/schema/camelYamlDsl.json";

    private final JsonSchema schema;
    private final JsonNodeReader reader =
            JsonNodeReader.builder().locationAware().build();

    public SchemaCheck() {
        try (InputStream in = SchemaCheck.class.getResourceAsStream(SCHEMA)) {
            JsonNode text = new ObjectMapper().readTree(in);
            // read as far as files need it: the whole, with all that refers to itself, takes some 100 MB and a second
            SchemaValidatorsConfig asNeeded =
                    SchemaValidatorsConfig.builder().preloadJsonSchema(false).build();
            this.schema =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(text, asNeeded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The deepest of all that is wrong: what is above it is wrong for its sake. */
    public Optional<RouteError> check(String file, byte[] content) {
        JsonNode routes;
        try {
            routes = reader.readTree(new String(content, StandardCharsets.UTF_8), InputFormat.YAML);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(new RouteError(file, 0, ErrorText.cause(e)));
        }
        return schema.validate(routes).stream()
                .filter(found -> !isTextOfAnotherType(found))
                .max(Comparator.comparingInt(
                        found -> found.getInstanceLocation().getNameCount()))
                .map(found -> new RouteError(file, line(found), words(found)));
    }

    /** Camel takes "false", "5" and {{placeholder}} where the schema wants a boolean or a number. */
    private static boolean isTextOfAnotherType(ValidationMessage found) {
        return found.getType().equals("type")
                && found.getInstanceNode() != null
                && found.getInstanceNode().isTextual()
                && !found.getInstanceLocation().toString().equals("$");
    }

    private static String words(ValidationMessage found) {
        return found.getMessage()
                .replaceFirst("^\\$(\\[\\d+])?\\.?", "")
                .replaceFirst("^: ", "")
                .replaceFirst(
                        "is not defined in the schema and the schema does not allow additional properties",
                        "is none that Camel knows here");
    }

    private static int line(ValidationMessage found) {
        JsonNode node = found.getInstanceNode();
        try {
            return node == null
                    ? 0
                    : Math.max(0, JsonNodes.tokenLocationOf(node).getLineNr());
        } catch (IllegalArgumentException e) {
            // nothing stands there
            return 0;
        }
    }
}
