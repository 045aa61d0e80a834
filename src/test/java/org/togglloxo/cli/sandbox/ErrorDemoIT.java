package org.togglloxo.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.Documents;
import org.togglloxo.cli.Program;

/** The sandbox shows every reason that the page lists. */
class ErrorDemoIT {

    private static final List<String> NOT_SHOWN = List.of(
            "claim-lost",
            "changed-meanwhile",
            "left-out",
            "agency-stopped",
            "moved",
            "list-unreadable",
            "unreadable-message",
            "too-large-for-queue",
            "queue-unusable",
            "brake");

    @TempDir
    Path temporary;

    @Test
    void everyReasonIsShownAsThePageSaysOrNamedAsNotShown() {
        Program program = Program.in(temporary)
                .with("LEDGER_URL", "jdbc:sqlite:kept.db")
                .with("SYNC_MODE", "update-only")
                .with("SYNC_MIN_SCORE", "100");
        String out = program.here("sandbox", "--with-troubles", "--candidates", "5")
                .exits(0)
                .out();

        Map<String, String> candidates = documented("reason of a candidate | outcome");
        NOT_SHOWN.forEach(candidates::remove);
        assertThat(shown(out, "  (\\S+) \\((\\w+)\\): candidate \\d+"))
                .containsOnlyKeys(candidates.keySet())
                .allSatisfy((reason, outcome) ->
                        assertThat(candidates.get(reason)).as(reason).matches("as before|.*\\b" + outcome + "\\b.*"));
        Map<String, String> runs = documented("reason of a run | exit code");
        NOT_SHOWN.forEach(runs::remove);
        assertThat(shown(out, "  (\\S+) \\(exit code (\\d), \\w+\\)"))
                .allSatisfy((reason, code) ->
                        assertThat(runs.get(reason)).as(reason).startsWith(code))
                .containsOnlyKeys(runs.keySet());
        assertThat(out.substring(out.indexOf("\nNot shown:\n")).lines().filter(line -> line.startsWith("  ")))
                .extracting(line -> line.strip().split(":")[0])
                .isEqualTo(NOT_SHOWN);
        assertThat(out.lines().filter(line -> line.startsWith("      next: ")))
                .hasSize(candidates.size() + runs.size())
                .noneMatch(line -> line.contains("ID"));
        assertThat(program.leftBehind()).isEmpty();
    }

    private Map<String, String> documented(String head) {
        Map<String, String> rows = new TreeMap<>();
        String page = Documents.page("outcomes");
        page.substring(page.indexOf(head))
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|"))
                .forEach(cells -> rows.put(cells[1].strip().replace("`", ""), cells[2].strip()));
        return rows;
    }

    private static Map<String, String> shown(String out, String line) {
        Map<String, String> shown = new TreeMap<>();
        for (MatchResult match :
                Pattern.compile("(?m)^" + line + "$").matcher(out).results().toList()) {
            shown.put(match.group(1), match.group(2));
        }
        return shown;
    }
}
