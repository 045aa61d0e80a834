package org.togglloxo.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The workspaces and the agencies that settings name, and what is said of each: {@code toggl.acme.page-size} is
 * {@code toggl.page-size} of the workspace acme.
 *
 * @param workspaces in the order of the list; empty where there is one, without a name
 * @param agencies the same
 */
public record Spaces(List<String> workspaces, List<String> agencies) {

    static final String WORKSPACES = "toggl.workspaces";
    static final String AGENCIES = "loxo.agencies";
    static final String AGENCY = "toggl.agency";
    private static final String TOGGL = "toggl.";
    private static final String LOXO = "loxo.";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern SECRET = Pattern.compile("(toggl|loxo)[.][^.]+[.](api-key(-file|-command)?)");

    static Spaces in(UnaryOperator<String> value) {
        return new Spaces(listed(value.apply(WORKSPACES)), listed(value.apply(AGENCIES)));
    }

    private static List<String> listed(String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }

    /** Whether anything has a name. */
    boolean isNamed() {
        return !workspaces.isEmpty() || !agencies.isEmpty();
    }

    /** Every workspace, the empty name where there is one without. */
    public List<String> eachWorkspace() {
        return workspaces.isEmpty() ? List.of("") : workspaces;
    }

    /** The same for agencies. */
    public List<String> eachAgency() {
        return agencies.isEmpty() ? List.of("") : agencies;
    }

    /** Every name that a setting of one of them may have. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (String plain : plain()) {
            of(plain).forEach(space -> names.add(in(space, plain)));
        }
        return names;
    }

    private List<String> of(String plain) {
        if (List.of(WORKSPACES, AGENCIES).contains(plain)) {
            return List.of();
        }
        return plain.startsWith(TOGGL) ? workspaces : plain.startsWith(LOXO) ? agencies : List.of();
    }

    private static List<String> plain() {
        return Stream.concat(Settings.defaults().stringPropertyNames().stream(), SecretSettings.FORMS.stream())
                .toList();
    }

    private static String in(String space, String plain) {
        int dot = plain.indexOf('.') + 1;
        return plain.substring(0, dot) + space + "." + plain.substring(dot);
    }

    /** Whether it is a secret of one workspace or agency, listed or not. */
    static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    /**
     * The settings that are said of this workspace or this agency itself, with the names under which they are. Where one form
     * of a secret is said, the others count as said and empty: an empty name.
     */
    Map<String, String> saidOf(Scope scope, Set<String> set) {
        Map<String, String> said = new TreeMap<>();
        for (String plain : plain()) {
            String space = plain.startsWith(TOGGL) ? scope.workspace() : scope.agency();
            if (of(plain).contains(space) && set.contains(in(space, plain))) {
                said.put(plain, in(space, plain));
            }
        }
        for (String secret : Secrets.SETTINGS) {
            List<String> forms = SecretSettings.formsOf(secret);
            if (forms.stream().anyMatch(said::containsKey)) {
                forms.forEach(form -> said.putIfAbsent(form, ""));
            }
        }
        return said;
    }

    /** What is wrong with the lists. */
    List<Problem> problems(UnaryOperator<String> value) {
        List<Problem> problems = new ArrayList<>();
        check(WORKSPACES, value.apply(WORKSPACES), problems);
        check(AGENCIES, value.apply(AGENCIES), problems);
        return problems;
    }

    private static void check(String list, String text, List<Problem> problems) {
        String prefix = list.substring(0, list.indexOf('.') + 1);
        Set<String> segments = new TreeSet<>();
        plain().stream().filter(name -> name.startsWith(prefix)).forEach(name -> segments.add(name.split("\\.")[1]));
        Set<String> seen = new HashSet<>();
        for (String part : text == null || text.isBlank() ? new String[0] : text.split(",", -1)) {
            String name = part.strip();
            String rule = !NAME.matcher(name).matches()
                    ? "a name is small letters, digits and '-', and begins with a letter"
                    : segments.contains(name)
                            ? "%s%s is a setting already. Take another name".formatted(prefix, name)
                            : !seen.add(name) ? "'%s' is named twice. Name it once".formatted(name) : null;
            if (rule != null) {
                problems.add(new Problem(
                        list, "%s is '%s': %s; such as %s=one,other".formatted(list, text.strip(), rule, list)));
            }
        }
    }

    /** The agency that a workspace delivers into, where its mapping says nothing else; what is wrong is a problem. */
    String agencyOf(String said, List<Problem> problems) {
        if (agencies.isEmpty()) {
            if (!said.isEmpty()) {
                problems.add(new Problem(
                        AGENCY, "%s is '%s', and loxo.agencies is empty. Name it there".formatted(AGENCY, said)));
            }
            return "";
        }
        if (said.isEmpty() && agencies.size() > 1) {
            problems.add(new Problem(
                    AGENCY,
                    "%s is empty, and there are several agencies. Set it to one of %s"
                            .formatted(AGENCY, String.join(", ", agencies))));
        } else if (!said.isEmpty() && !agencies.contains(said)) {
            problems.add(new Problem(
                    AGENCY,
                    "%s is '%s': one of %s is needed, as loxo.agencies names them"
                            .formatted(AGENCY, said, String.join(", ", agencies))));
        }
        return agencies.contains(said) ? said : agencies.get(0);
    }

    /** A message about a setting as it stands for one of them: with the name that is said, and whose it is. */
    Problem about(Problem problem, Scope scope, Map<String, String> said) {
        String plain = problem.setting();
        boolean toggl = plain.startsWith(TOGGL);
        String space = toggl ? scope.workspace() : plain.startsWith(LOXO) ? scope.agency() : "";
        if (space.isEmpty()) {
            return problem;
        }
        String own = Optional.ofNullable(said.get(plain))
                .filter(name -> !name.isEmpty())
                .orElse(in(space, plain));
        String message = problem.message()
                .replaceAll("\\b" + Pattern.quote(plain) + "(?![\\w.])", own)
                .replaceAll("\\b" + Settings.variable(plain) + "\\b", Settings.variable(own));
        return new Problem(own, "%s %s: %s".formatted(toggl ? "workspace" : "agency", space, message));
    }
}
