package org.togglloxo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TogglListTest extends SandboxTest {

    @Override
    protected SandboxOptions options() {
        return SandboxOptions.builder().candidates(230).build();
    }

    @Test
    void walksToTheEndInTheOrderOfStartedAt() throws Exception {
        List<JsonNode> all = walk("/candidates?limit=50");
        assertThat(all).hasSize(230);
        assertThat(all)
                .extracting(candidate -> candidate.get("started_at").textValue())
                .isSorted();
        assertThat(ids(all)).doesNotHaveDuplicates().isEqualTo(sandbox.toggl().candidateIds());
        assertThat(all).noneMatch(candidate -> candidate.has("tag_ids") || candidate.has("questions"));
    }

    @Test
    void walksBackwardsToo() throws Exception {
        List<String> backwards = ids(walk("/candidates?limit=100&order=desc"));
        List<String> expected = new ArrayList<>(sandbox.toggl().candidateIds());
        Collections.reverse(expected);
        assertThat(backwards).isEqualTo(expected);
    }

    @Test
    void leavesOutTheLinkOnTheLastPage() throws Exception {
        JsonNode page = Client.json(client.toggl("/candidates?limit=100&order=asc"));
        assertThat(page.at("/links/next").textValue()).startsWith(sandbox.togglBaseUrl() + "/candidates?");
        JsonNode whole = Client.json(client.toggl("/candidates?hire_state=rejected&limit=100"));
        assertThat(whole.get("total").intValue()).isEqualTo(whole.get("data").size());
        assertThat(whole.get("links").has("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "hire_state, possible-hire",
        "hire_state, rejected",
        "job_opening_id, 101",
        "category_id, 200",
        "min_score, 57.142857",
        "max_score, 57.142857",
        "min_rating, 2",
        "max_rating, 1",
        "tag_ids, '300,301'"
    })
    void filtersAndCountsTheMatches(String name, String value) throws Exception {
        String path = "/candidates?limit=7&" + name + "=" + Client.encode(value);
        List<JsonNode> found = walk(path);
        assertThat(found).isNotEmpty().hasSizeLessThan(230);
        assertThat(Client.json(client.toggl(path)).get("total").intValue()).isEqualTo(found.size());
        assertThat(found).allMatch(candidate -> holds(candidate, name, value));
    }

    private boolean holds(JsonNode candidate, String name, String value) {
        String id = candidate.get("id").textValue();
        return switch (name) {
            case "min_score" -> candidate.get("score").doubleValue() >= 57.142857;
            case "max_score" -> candidate.get("score").doubleValue() <= 57.142857;
            case "min_rating" -> candidate.get("rating").intValue() >= 2;
            case "max_rating" -> candidate.get("rating").intValue() <= 1;
            case "tag_ids" ->
                sandbox.toggl()
                        .candidate(id)
                        .orElseThrow()
                        .get("tag_ids")
                        .toString()
                        .startsWith("[\"300\",\"301\"");
            default -> candidate.get(name).asText().equals(value);
        };
    }

    @Test
    void combinesFiltersWithAnd() throws Exception {
        List<JsonNode> both = walk("/candidates?hire_state=possible-hire&min_score=60");
        assertThat(both).isNotEmpty().allMatch(candidate -> holds(candidate, "hire_state", "possible-hire"));
        assertThat(both).allMatch(candidate -> candidate.get("score").doubleValue() >= 60);
    }

    @Test
    void findsOneByAddress() throws Exception {
        String id = sandbox.toggl().candidateIds().get(77);
        String email = sandbox.toggl().candidate(id).orElseThrow().get("email").textValue();
        assertThat(ids(walk("/candidates?email=" + Client.encode(email)))).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=101",
                "limit=0",
                "limit=-1",
                "limit=ten",
                "limit=",
                "per_page=10",
                "page=2",
                "order=newest",
                "hire_state=hired",
                "hire_state=",
                "min_score=high",
                "email=a@example.com&email=b@example.com",
                "after_id=5",
                "after_id=nobody",
                "email=%C3%28"
            })
    void refusesWhatIsNotDocumented(String query) throws Exception {
        HttpResponse<String> answer = client.toggl("/candidates?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":{\"type\":\"ValidationError\"}}");
    }

    @Test
    void goesOnBehindACandidateThatWasRemovedMeanwhile() throws Exception {
        JsonNode first = Client.json(client.toggl("/candidates?limit=100"));
        String last = first.at("/data/99/id").textValue();
        sandbox.toggl().remove(last);
        JsonNode second = Client.json(client.togglUrl(first.at("/links/next").textValue()));
        assertThat(second.at("/data/0/id").textValue())
                .isEqualTo(sandbox.toggl().candidateIds().get(99));
        assertThat(second.get("total").intValue()).isEqualTo(229);
    }

    @Test
    void showsALateSubmissionBehindTheCursor() throws Exception {
        String early = sandbox.toggl().add(candidate -> candidate.put("started_at", "2025-01-06T08:00:00.00001"));
        assertThat(ids(walk("/candidates"))).startsWith(early).hasSize(231);
    }

    private List<JsonNode> walk(String path) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        String url = sandbox.togglBaseUrl() + path;
        while (url != null) {
            HttpResponse<String> answer = client.togglUrl(url);
            assertThat(answer.statusCode()).as(url).isEqualTo(200);
            JsonNode page = Client.json(answer);
            page.get("data").forEach(all::add);
            url = page.at("/links/next").textValue();
        }
        return all;
    }

    private static List<String> ids(List<JsonNode> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.get("id").textValue())
                .toList();
    }
}
