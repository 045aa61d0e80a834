package org.togglloxo.cli;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.togglloxo.cli.candidates.RetryCommand;
import org.togglloxo.cli.run.LedgerTakeovers;
import org.togglloxo.cli.terminal.CommandContext;
import org.togglloxo.cli.terminal.InvalidSettings;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Scope;
import org.togglloxo.settings.Settings;
import org.togglloxo.settings.SpaceSettings;
import org.togglloxo.settings.Spaces;

/** Which of several workspaces and agencies a command is about: the one that is named, the one whose candidate it is, or each in turn. */
final class SpaceDispatch {

    private static final Set<String> EACH = Set.of("plan", "doctor", "status", "candidates", "reconcile");
    private static final Set<String> BY_CANDIDATE = Set.of("explain", "retry", "link", "forget", "scorecard");

    /** Options whose value may be a candidate's id. */
    private static final Set<String> WITH_CANDIDATE = Set.of("--search", "--candidate");

    private final CommandContext context;
    private final Spaces spaces;
    private final SpaceSettings settings;
    private final BiFunction<CommandContext, String[], Integer> command;

    private SpaceDispatch(CommandContext context, Settings all, BiFunction<CommandContext, String[], Integer> command) {
        this.context = context;
        this.spaces = all.spaces();
        this.settings = new SpaceSettings(all);
        this.command = command;
    }

    /** Runs the command, once or for each; returns the exit code. */
    static int run(CommandContext context, String[] arguments, BiFunction<CommandContext, String[], Integer> command) {
        boolean help = Arrays.stream(arguments).anyMatch(Set.of("--help", "-h", "--version", "-V")::contains);
        if (arguments.length == 0 || help || arguments[0].equals("sandbox")) {
            return command.apply(context, arguments);
        }
        return new SpaceDispatch(context, context.all(), command).run(arguments);
    }

    private int run(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        Optional<String> workspace = take(words, "--workspace", "toggl.workspaces", spaces.workspaces());
        Optional<String> agency = take(words, "--agency", "loxo.agencies", spaces.agencies());
        List<Problem> problems = settings.problems();
        if (!problems.isEmpty() && !words.get(0).equals("doctor")) {
            throw new InvalidSettings(problems);
        }
        if (settings.isOne() && BY_CANDIDATE.contains(words.get(0))) {
            requireUnderNoOtherName(words);
        }
        if (settings.isOne() || !problems.isEmpty()) {
            return command.apply(context, words.toArray(String[]::new));
        }
        List<Scope> scopes = settings.scopes().stream()
                .filter(scope -> workspace
                        .filter(name -> !name.equals(scope.workspace()))
                        .isEmpty())
                .toList();
        return run(words, workspace.isPresent(), ofNamedCandidate(words, scopes), agency);
    }

    /** Whoever was carried over under a name that no setting has any more is not unknown. */
    private void requireUnderNoOtherName(List<String> words) {
        try (Ledger ledger = Ledger.openToRead(context.ledgerSettings(), context.clock())) {
            CandidateWords known = new CandidateWords(ledger, spaces, List.of(Scope.ONLY));
            CandidateWords.in(words).forEach(known::requireUnderNoOtherName);
        }
    }

    /** {@code --search acme/100245} is about one of them, and so is {@code routes try --candidate acme/100245}. */
    private List<Scope> ofNamedCandidate(List<String> words, List<Scope> scopes) {
        List<Scope> left = scopes;
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            Optional<String> option = WITH_CANDIDATE.contains(words.get(i - 1))
                    ? Optional.of("")
                    : WITH_CANDIDATE.stream()
                            .map(name -> name + "=")
                            .filter(word::startsWith)
                            .findFirst();
            String id = word.substring(option.orElse("").length());
            if (option.isPresent() && !Files.exists(context.folder().resolve(id))) {
                left = CandidateWords.possible(id, spaces, left);
                words.set(i, option.get() + CandidateWords.bare(id, spaces));
            }
        }
        return left;
    }

    private int run(List<String> words, boolean named, List<Scope> scopes, Optional<String> agency) {
        String name = words.get(0);
        if (BY_CANDIDATE.contains(name)) {
            return byCandidate(words, scopes);
        }
        boolean once = name.equals("sync") && words.contains("--once");
        if (once) {
            LedgerTakeovers.make(scopes.stream().map(context::in).toList());
        }
        if (once || EACH.contains(name)) {
            if (scopes.size() > 1 && has(words, "--out")) {
                throw unnamed("--workspace", "a plan is kept for one workspace", spaces.workspaces());
            }
            return each(words, named && !name.equals("reconcile") ? scopes : withThoseBeside(name, scopes));
        }
        if (name.equals("webhooks")) {
            if (agency.isEmpty() && spaces.agencies().size() > 1) {
                throw unnamed("--agency", "webhooks are those of one agency", spaces.agencies());
            }
            return command.apply(context.in(inAgency(agency, scopes)), words.toArray(String[]::new));
        }
        boolean needsOne = name.equals("apply")
                || words.subList(0, Math.min(2, words.size())).contains("adopt");
        if (scopes.size() > 1 && needsOne) {
            throw unnamed("--workspace", name + " is about one workspace", spaces.workspaces());
        }
        boolean whole = scopes.size() > 1 && !name.equals("routes");
        CommandContext about = whole ? context : context.in(scopes.get(0));
        return command.apply(about, words.toArray(String[]::new));
    }

    /** Other agencies that a mapping may name, and what the first run takes over, are looked at as well. */
    private List<Scope> withThoseBeside(String name, List<Scope> scopes) {
        return switch (name) {
            case "doctor" -> settings.scopesInUse().toList();
            case "status" ->
                Stream.concat(scopes.stream(), underOtherNames(scopes.get(0))).toList();
            case "reconcile" -> withPeopleElsewhere(scopes);
            default -> scopes;
        };
    }

    /** Agencies that a mapping has led somebody of a workspace to. */
    private List<Scope> withPeopleElsewhere(List<Scope> scopes) {
        try (Ledger ledger = Ledger.openToRead(context.ledgerSettings(), context.clock())) {
            return scopes.stream()
                    .flatMap(scope -> Stream.concat(
                            Stream.of(scope),
                            ledger.of(scope).candidates().agencies().stream()
                                    .filter(agency -> !agency.equals(scope.agency())
                                            && spaces.eachAgency().contains(agency))
                                    .map(agency -> new Scope(scope.workspace(), agency))))
                    .toList();
        }
    }

    /** What the ledger has under names that no setting has. */
    private Stream<Scope> underOtherNames(Scope first) {
        try (Ledger ledger = Ledger.openToRead(context.ledgerSettings(), context.clock())) {
            Set<String> agencies = ledger.names().agencies();
            String agency = agencies.contains(first.agency()) || agencies.isEmpty()
                    ? first.agency()
                    : agencies.iterator().next();
            return ledger.names().workspaces().stream()
                    .filter(name -> !spaces.eachWorkspace().contains(name))
                    .map(name -> new Scope(name, agency));
        }
    }

    private static Scope inAgency(Optional<String> agency, List<Scope> scopes) {
        Scope first = scopes.get(0);
        return agency.map(name -> scopes.stream()
                        .filter(scope -> scope.agency().equals(name))
                        .findFirst()
                        .orElse(new Scope(first.workspace(), name)))
                .orElse(first);
    }

    /** Takes an option with its value out of the words. */
    private static Optional<String> take(List<String> words, String option, String setting, List<String> known) {
        int at = words.indexOf(option);
        Optional<String> value = Optional.empty();
        if (at > 0 && at + 1 < words.size()) {
            value = Optional.of(words.remove(at + 1));
            words.remove(at);
        } else {
            value = words.stream()
                    .filter(word -> word.startsWith(option + "="))
                    .findFirst()
                    .map(word -> word.substring(option.length() + 1));
            value.ifPresent(name -> words.remove(option + "=" + name));
        }
        if (has(words, option) && value.isPresent()) {
            throw refused(option, "%s is given twice: give it once, or leave it out".formatted(option));
        }
        value.filter(name -> !known.contains(name)).ifPresent(name -> {
            throw refused(
                    option,
                    known.isEmpty()
                            ? "%s is '%s', and %s is empty: there is one, without a name. Leave %s out"
                                    .formatted(option, name, setting, option)
                            : "%s is '%s': one of %s is needed, as %s names them"
                                    .formatted(option, name, String.join(", ", known), setting));
        });
        return value;
    }

    private static boolean has(List<String> words, String option) {
        return words.stream().anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
    }

    private static InvalidSettings unnamed(String option, String why, List<String> known) {
        return refused(
                option,
                "%s, and there are several: add %s, with one of %s".formatted(why, option, String.join(", ", known)));
    }

    private static InvalidSettings refused(String option, String message) {
        return new InvalidSettings(List.of(new Problem(option, message)));
    }

    private int each(List<String> words, List<Scope> scopes) {
        SpaceOutput output = new SpaceOutput(context, words, scopes.size() > 1);
        for (Scope scope : scopes) {
            output.run(scope, about -> command.apply(about, words.toArray(String[]::new)));
        }
        return output.end();
    }

    /** {@code acme/100245}, or an id, an address or a person that one workspace alone knows. */
    private int byCandidate(List<String> words, List<Scope> scopes) {
        List<String> wanted = CandidateWords.in(words);
        Map<Scope, List<String>> own = new LinkedHashMap<>();
        try (Ledger ledger = Ledger.openToRead(context.ledgerSettings(), context.clock())) {
            for (String word : wanted) {
                own.computeIfAbsent(
                                new CandidateWords(ledger, spaces, scopes).scopeOf(word), scope -> new ArrayList<>())
                        .add(word);
            }
            if (words.get(0).equals("retry") && own.size() > 1) {
                requireKnown(own, ledger);
            }
        }
        if (wanted.isEmpty()) {
            return each(words, scopes);
        }
        SpaceOutput output = new SpaceOutput(context, words, own.size() > 1);
        own.forEach((scope, ids) -> {
            List<String> rest = new ArrayList<>(words);
            rest.removeAll(wanted.stream().filter(word -> !ids.contains(word)).toList());
            rest.replaceAll(word -> ids.contains(word) ? CandidateWords.bare(word, spaces) : word);
            output.run(scope, about -> command.apply(about, rest.toArray(String[]::new)));
        });
        return output.end();
    }

    /** All of them before the first one is marked, as of one workspace: whoever reads that nothing was done gives them all again. */
    private void requireKnown(Map<Scope, List<String>> own, Ledger ledger) {
        List<String> strangers = own.entrySet().stream()
                .flatMap(of -> of.getValue().stream().filter(word -> ledger.of(of.getKey())
                        .find(CandidateWords.bare(word, spaces))
                        .isEmpty()))
                .toList();
        if (!strangers.isEmpty()) {
            throw refused(String.join(", ", strangers), RetryCommand.unknown(strangers));
        }
    }
}
