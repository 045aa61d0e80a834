package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.Documents;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.DryRunResult;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.settings.Settings;

/** The recipes for changing the rules, as the page has them. */
class RecipesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private FilesFolder files;

    @BeforeEach
    void copy() {
        files = FilesFolder.in(folder);
    }

    private void follow(String title) {
        String page = Documents.page("change-the-rules");
        int begin = page.indexOf("### " + title + "\n");
        assertThat(begin).as(title).isPositive();
        String recipe = page.substring(begin, page.indexOf("\n##", begin + 1));
        String file = Pattern.compile("/routes/([\\w.-]+)\\)")
                .matcher(recipe)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        List<String> blocks = Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(recipe)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(2);
        assertThat(files.text(file)).containsOnlyOnce(blocks.get(0));
        files.edit(file, text -> text.replace(blocks.get(0), blocks.get(1)));
    }

    private DryRunResult attempt(ObjectNode candidate) {
        FlowSettings settings = FlowSettings.offline(Settings.load(folder, Map.of(), new Properties()));
        try (DryRun dryRun = DryRun.of(settings, folder, Clock.systemUTC())) {
            assertThat(dryRun.probe()).isEmpty();
            return dryRun.attempt(candidate, candidate);
        }
    }

    private static ObjectNode someone() {
        ObjectNode candidate = JSON.createObjectNode();
        candidate.put("id", "7").put("name", "Ann Lee").put("email", "ann@example.com");
        candidate.put("hire_state", "possible-hire").put("score", 70).put("rating", 2);
        candidate.put("job_opening_id", "101").put("finished_at", Instant.now().toString());
        return candidate;
    }

    @Test
    void oneOpeningHasAThresholdOfItsOwn() throws IOException {
        follow("A threshold for one opening");
        assertThat(attempt(someone()).lane()).isEqualTo("shortlist");
        assertThat(attempt(someone().put("job_opening_id", "103")).lane()).isEqualTo("review");
        assertThat(attempt(someone().put("job_opening_id", "103").put("score", 75))
                        .lane())
                .isEqualTo("shortlist");
    }

    @Test
    void theBestSkillIsATag() throws IOException {
        follow("A tag for the best skill");
        ObjectNode candidate = someone();
        candidate.set("questions", JSON.readTree("""
                [{"id": 1, "skill": "Writing", "points": 3}, {"id": 2, "skill": "Java Script", "points": 4},
                 {"id": 3, "skill": "Java Script", "points": 4}]
                """));
        candidate.set("answers", JSON.readTree("""
                [{"question_id": "1", "points": 1}, {"question_id": "2", "points": 4}, {"question_id": "3", "points": 2}]
                """));
        assertThat(attempt(candidate).delivery().tags()).containsExactly("toggl:shortlist", "toggl:best/java-script");
        assertThat(attempt(someone()).delivery().tags()).containsExactly("toggl:shortlist");
    }

    @Test
    void theRejectedWithTwoStarsHaveAnotherTag() throws IOException {
        follow("Another tag for the rejected with two stars or more");
        ObjectNode rejected = someone().put("hire_state", "rejected");
        assertThat(attempt(rejected).delivery().tags()).containsExactly("toggl:rejected-good");
        assertThat(attempt(rejected.put("rating", 1)).delivery().tags()).containsExactly("toggl:rejected");
    }

    @Test
    void linkedInGoesIntoAFieldOfYourOwn() throws IOException {
        follow("LinkedIn in a field of your own");
        ObjectNode candidate = someone();
        candidate.putObject("contact_info").put("linkedin", "https://example.com/in/ann");
        assertThat(attempt(candidate).delivery().fields())
                .containsEntry("LinkedIn profile", "https://example.com/in/ann");
    }

    @Test
    void whoFinishedLongAgoIsLeftOut() throws IOException {
        follow("Leaving out who finished long ago");
        assertThat(attempt(someone()).lane()).isEqualTo("shortlist");
        String then = Instant.now().minus(Duration.ofDays(184)).toString().replaceFirst("Z$", "");
        DryRunResult tried = attempt(someone().put("finished_at", then));
        assertThat(tried.result().reason()).isEqualTo("long-ago");
        assertThat(tried.delivery()).isNull();
        ObjectNode unfinished = someone();
        unfinished.remove("finished_at");
        assertThat(attempt(unfinished).lane()).isEqualTo("shortlist");
    }

    private static String block(String before, String kind) {
        String page = Documents.page("change-the-rules");
        String rest = page.substring(page.indexOf(before) + before.length());
        String begin = "```" + kind + "\n";
        return rest.substring(rest.indexOf(begin) + begin.length()).replaceFirst("(?s)```.*", "");
    }

    /** Paths such as {@code .answers.points}, through lists. */
    private static void members(String path, JsonNode node, Set<String> found) {
        if (node.isArray()) {
            node.forEach(item -> members(path, item, found));
        }
        node.properties().forEach(member -> {
            found.add(path + "." + member.getKey());
            members(path + "." + member.getKey(), member.getValue(), found);
        });
    }

    @Test
    void theSampleHasAllMembersThatTheServicesTell() throws IOException {
        ObjectNode sample = (ObjectNode) JSON.readTree(block("## A candidate, with all members", "json"));
        Set<String> members = new TreeSet<>();
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.builder().candidates(60).build())) {
            sandbox.toggl()
                    .candidateIds()
                    .forEach(id -> members("", sandbox.toggl().candidate(id).orElseThrow(), members));
        }
        members.addAll(List.of(".opening", ".opening.id", ".opening.name", ".category", ".tags"));
        Set<String> shown = new TreeSet<>();
        members("", sample, shown);
        assertThat(shown).isEqualTo(members);

        DryRunResult tried = attempt(sample);
        assertThat(tried.lane()).isEqualTo("shortlist");
        assertThat(tried.delivery().tags()).containsExactly("toggl:shortlist", "toggl:tag/re-apply");
        assertThat(tried.event().path("notes").asText())
                .contains("for Java Engineer", "85.7 %, 6 points, 3 of 3 stars");
    }

    @Test
    void theFunctionsAreThereAndThoseThatAreLackingAreNot() throws IOException {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
        Set<String> all = new TreeSet<>();
        JsonQuery.compile("builtins", Versions.JQ_1_6)
                .apply(
                        scope,
                        JSON.nullNode(),
                        list -> list.forEach(name -> all.add(name.asText().replaceFirst("/.*", ""))));
        all.addAll(List.of("@base64", "@csv", "@html", "@json", "@sh", "@text", "@uri"));
        assertThat(all).contains(block("it has among others", "").strip().split("\\s+"));
        assertThat(all).doesNotContain(block("and it lacks", "").strip().split("\\s+"));
    }
}
