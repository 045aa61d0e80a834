package org.togglloxo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.togglloxo.cli.terminal.InvalidSettings;
import org.togglloxo.ledger.CandidateRecord;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.settings.Problem;
import org.togglloxo.settings.Scope;
import org.togglloxo.settings.Spaces;

/** The candidates that a command line names, and whose they are. */
record CandidateWords(Ledger ledger, Spaces spaces, List<Scope> scopes) {

    /** Those among the words of a command: of {@code link} the second one is a person. */
    static List<String> in(List<String> words) {
        List<String> found = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String before = words.get(i - 1);
            boolean value = before.equals("--out") || before.equals("--output");
            if (!words.get(i).startsWith("-") && !value) {
                found.add(words.get(i));
            }
        }
        return words.get(0).equals("link") && found.size() > 1 ? found.subList(0, 1) : found;
    }

    /** Without the name of its workspace. */
    static String bare(String word, Spaces spaces) {
        int slash = word.indexOf('/');
        return slash > 0 && spaces.workspaces().contains(word.substring(0, slash)) ? word.substring(slash + 1) : word;
    }

    /**
     * Those whose candidate it may be.
     *
     * @throws InvalidSettings where its workspace is none of them
     */
    static List<Scope> possible(String word, Spaces spaces, List<Scope> scopes) {
        List<Scope> possible = bare(word, spaces).equals(word)
                ? scopes
                : scopes.stream()
                        .filter(scope -> word.startsWith(scope.workspace() + "/"))
                        .toList();
        if (possible.isEmpty()) {
            throw refused("%s is of another workspace than --workspace says. Give one of them", word);
        }
        return possible;
    }

    /** @throws InvalidSettings where it cannot be told */
    Scope scopeOf(String word) {
        String id = bare(word, spaces);
        List<Scope> possible = possible(word, spaces, scopes);
        List<Scope> knowing =
                possible.stream().filter(scope -> knows(ledger.of(scope), id)).toList();
        if (knowing.size() > 1) {
            throw refused(
                    "%s is known in several workspaces. Give "
                            + knowing.stream().map(scope -> scope.shown(id)).collect(Collectors.joining(" or ")),
                    word);
        }
        if (knowing.isEmpty()) {
            requireUnderNoOtherName(word, id);
            requireNoOtherWorkspace(word);
        }
        if (knowing.isEmpty() && possible.size() > 1) {
            throw refused(
                    "the ledger has no candidate %s in any workspace. Say which it is of: "
                            + possible.stream().map(scope -> scope.shown(id)).collect(Collectors.joining(", ")),
                    word);
        }
        Scope scope = knowing.isEmpty() ? possible.get(0) : knowing.get(0);
        // where the person is, or was looked for, whatever agency the workspace delivers into otherwise
        return ledger.of(scope).find(id).stream()
                .map(CandidateRecord::scope)
                .findFirst()
                .filter(where -> spaces.eachAgency().contains(where.agency()))
                .orElse(scope);
    }

    /** @throws InvalidSettings where it is known under a name that is gone alone */
    void requireUnderNoOtherName(String word) {
        if (!knows(ledger.of(scopes.get(0)), word)) {
            requireUnderNoOtherName(word, word);
        }
    }

    /** What the first run under names takes over, and what was left behind under a name that is gone, is not unknown. */
    private void requireUnderNoOtherName(String word, String id) {
        for (String workspace : ledger.names().workspaces()) {
            boolean listed = spaces.eachWorkspace().contains(workspace);
            String bare = word.startsWith(workspace + "/") ? word.substring(workspace.length() + 1) : id;
            if (!listed && knowsAnywhere(workspace, bare)) {
                throw refused(
                        workspace.isEmpty()
                                ? "%s is in the ledger from before toggl.workspaces was set. Have the first run take it over (sync --once), then give it again"
                                : "%s is in the ledger under the workspace " + workspace
                                        + ", which toggl.workspaces does not name. Name it there again, or where it has another name by now, have the next run take it over (sync --once), then give it again",
                        word);
            }
        }
    }

    private boolean knowsAnywhere(String workspace, String id) {
        Set<String> agencies = ledger.names().agencies();
        return (agencies.isEmpty() ? Set.of("") : agencies)
                .stream().anyMatch(agency -> knows(ledger.of(new Scope(workspace, agency)), id));
    }

    private static boolean knows(Ledger ledger, String id) {
        return !ledger.find(id).isEmpty()
                || ledger.ofPerson(id).stream()
                        .anyMatch(known ->
                                known.scope().workspace().equals(ledger.scope().workspace()));
    }

    private void requireNoOtherWorkspace(String word) {
        int slash = word.indexOf('/');
        if (slash > 0 && !spaces.workspaces().isEmpty() && bare(word, spaces).equals(word)) {
            throw refused(
                    "the ledger has no candidate %s, and toggl.workspaces names no " + word.substring(0, slash)
                            + ": it names " + String.join(", ", spaces.workspaces()),
                    word);
        }
    }

    private static InvalidSettings refused(String message, String word) {
        return new InvalidSettings(List.of(new Problem(word, message.replace("%s", word))));
    }
}
