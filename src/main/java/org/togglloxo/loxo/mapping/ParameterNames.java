package org.togglloxo.loxo.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters that Loxo's published description lists; one that is not among them is refused with 422 (loxo-5). */
public final class ParameterNames {

    private static final Pattern PLAIN = Pattern.compile("person\\[([a-z_]+)]");
    private static final Pattern OF_JOB = Pattern.compile("job\\[([a-z_]+)](?:\\[])?");
    private static final Pattern CUSTOM = Pattern.compile("custom_[a-z]+_[0-9]+");
    /** Written as lists of their own, as files, or never (a description is what recruiters wrote: loxo-21). */
    private static final Set<String> NOT_MAPPED =
            Set.of("email", "description", "profile_picture", "resume", "document", "emails", "phones");

    private static final Set<String> NUMBERS = Set.of("salary", "compensation", "zip", "blocked");

    private final Set<String> person = new TreeSet<>();
    private final Set<String> job = new TreeSet<>();

    private ParameterNames(JsonNode endpoints) {
        collect(endpoints.path("POST /people"), PLAIN, person);
        person.removeAll(NOT_MAPPED);
        collect(endpoints.path("POST /jobs"), OF_JOB, job);
    }

    private static void collect(JsonNode endpoint, Pattern pattern, Set<String> names) {
        endpoint.path("body").forEach(name -> {
            Matcher plain = pattern.matcher(name.asText());
            if (plain.matches()) {
                names.add(plain.group(1));
            }
        });
    }

    public static ParameterNames load() {
        try (InputStream in = ParameterNames.class.getResourceAsStream("loxo-parameters.json")) {
            return new ParameterNames(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a mapping may set this value of a person. */
    boolean mayBeMapped(String parameter) {
        return person.contains(parameter) || CUSTOM.matcher(parameter).matches();
    }

    /** Whether a value of a person may be a number or a flag; all others are texts. */
    static boolean takesNumber(String parameter) {
        return parameter.endsWith("_id")
                || NUMBERS.contains(parameter)
                || CUSTOM.matcher(parameter).matches();
    }

    /** Whether a job may be given this value. */
    public boolean jobTakes(String parameter) {
        return job.contains(parameter) || CUSTOM.matcher(parameter).matches();
    }

    /** What a job may be given, for a message. */
    public Set<String> job() {
        return job;
    }

    /** What a mapping may set, for a message. */
    Set<String> person() {
        return person;
    }
}
