package org.togglloxo.sandbox.loxo.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.togglloxo.sandbox.loxo.agency.DynamicFields;
import org.togglloxo.sandbox.message.Answer;
import org.togglloxo.sandbox.message.Request;

/**
 * The parameter names of Loxo's published API description (v1.2.5), from {@code loxo-parameters.json}: what an endpoint
 * does not know is refused (loxo-5).
 */
public final class ParameterCheck {

    // Published as required, which cannot be meant: people are created without a picture
    private static final String WRONGLY_REQUIRED = "profile_picture";

    // "title, job_type_id, and company_id or raw_company_name": the description names only the second
    private static final Map<String, String> ALTERNATIVES = Map.of("job[raw_company_name]", "job[company_id]");

    // Documented, not described (loxo-26)
    private static final Map<String, List<String>> REQUIRED_BY_HELP = Map.of("POST /jobs", List.of("job[salary]"));

    private record Known(
            Set<String> query, Set<String> body, List<String> custom, List<String> required, List<String> files) {}

    private final Map<String, Known> byOperation = new HashMap<>();
    private final DynamicFields dynamicFields;

    /** @param dynamicFields asked anew for each request: an agency adds and removes them at any time */
    public ParameterCheck(DynamicFields dynamicFields) {
        this.dynamicFields = dynamicFields;
        try (InputStream in =
                ParameterCheck.class.getResourceAsStream("/org/togglloxo/loxo/mapping/loxo-parameters.json")) {
            Answer.JSON
                    .readTree(in)
                    .properties()
                    .forEach(endpoint -> byOperation.put(endpoint.getKey(), known(endpoint.getValue())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Set<String> operations() {
        return byOperation.keySet();
    }

    /** What is wrong with the parameters: unknown ones, else required ones that are missing or blank. */
    public List<String> invalid(Request request) {
        Known known = byOperation.get(request.operation());
        List<String> invalid = new ArrayList<>();
        request.query().keySet().stream()
                .filter(name -> !known.query.contains(name))
                .forEach(invalid::add);
        request.fields().keySet().stream()
                .filter(name -> !known.body.contains(name)
                        && known.custom.stream().noneMatch(custom -> dynamicFields.covers(custom, name)))
                .forEach(invalid::add);
        known.files.stream().filter(name -> isWrongFile(request, name)).forEach(invalid::add);
        if (invalid.isEmpty()) {
            Stream.concat(
                            known.required.stream(),
                            REQUIRED_BY_HELP.getOrDefault(request.operation(), List.of()).stream())
                    .filter(name -> missing(request, name))
                    .forEach(invalid::add);
        }
        return invalid;
    }

    private static boolean missing(Request request, String name) {
        String alternative = ALTERNATIVES.get(name);
        return isBlank(request.field(name)) && (alternative == null || isBlank(request.field(alternative)));
    }

    private static boolean isBlank(String value) {
        return value == null || value.isBlank();
    }

    /**
     * A file comes as a file, or not at all. Where the description lists one by a name without a prefix, it is what the
     * call is about: an application needs the resume (loxo-27).
     */
    private static boolean isWrongFile(Request request, String name) {
        byte[] content = request.files().get(name);
        boolean isRequired = !name.contains("[");
        return content == null ? isRequired || request.fields().containsKey(name) : isRequired && content.length == 0;
    }

    private static Known known(JsonNode endpoint) {
        Set<String> body = new HashSet<>();
        List<String> custom = new ArrayList<>();
        endpoint.path("body").forEach(name -> (name.textValue().contains("$") ? custom : body).add(name.textValue()));
        Set<String> query = new HashSet<>();
        endpoint.path("query").forEach(name -> query.add(name.textValue()));
        List<String> files = new ArrayList<>();
        endpoint.path("files").forEach(name -> files.add(name.textValue()));
        List<String> required = new ArrayList<>();
        endpoint.path("required").forEach(name -> {
            if (!name.textValue().equals(WRONGLY_REQUIRED)) {
                required.add(wireName(name.textValue(), body));
            }
        });
        return new Known(query, body, custom, required, files);
    }

    /** The data says {@code name} where the form says {@code person[name]}. */
    private static String wireName(String name, Set<String> body) {
        return body.stream()
                .filter(known -> known.equals(name) || known.endsWith("[" + name + "]"))
                .findFirst()
                .orElse(name);
    }
}
