package org.togglloxo.togglhire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.failure.Stop;

class PageWalkTest {

    private static final URI FIRST = URI.create("https://api.example.com/api/v2.2/candidates?limit=2");

    private final PageWalk walk = new PageWalk(FIRST, 0);

    private static JsonNode page(String next, int total, String... ids) {
        try {
            String data = String.join(
                    ",", List.of(ids).stream().map("{\"id\":\"%s\"}"::formatted).toList());
            String link = next == null ? "null" : "\"" + next + "\"";
            return new ObjectMapper()
                    .readTree("{\"data\":[%s],\"links\":{\"next\":%s},\"total\":%d}".formatted(data, link, total));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> ids(List<ObjectNode> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.get("id").asText())
                .toList();
    }

    @Test
    void linksAreFollowedUntilThereIsNone() {
        assertThat(ids(walk.take(page("https://api.example.com/api/v2.2/candidates?after_id=2", 3, "1", "2"))))
                .containsExactly("1", "2");
        assertThat(walk.next().getQuery()).isEqualTo("after_id=2");
        assertThat(ids(walk.take(page(null, 3, "3")))).containsExactly("3");
        assertThat(walk.hasNext()).isFalse();
        assertThat(walk.distrust()).isEmpty();
        assertThat(walk.listing().read()).isEqualTo(3);
        assertThat(walk.listing().toItsEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTPS://API.example.com:443/api/v2.2/candidates?after_id=2",
                "/api/v2.2/candidates?after_id=2",
                "?after_id=2"
            })
    void theSameOriginMayBeWrittenInSeveralWays(String link) {
        walk.take(page(link, 3, "1"));
        assertThat(walk.hasNext()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com/x",
                "https://api.example.com:8443/x",
                "https://api.example.com.evil.example/x",
                "https://key@api.example.com/x",
                "//evil.example/x",
                "javascript:alert(1)",
                "https://api.example.com/a b"
            })
    void anotherOriginIsNeverAskedAndThePageIsKept(String link) {
        assertThat(ids(walk.take(page(link, 3, "1")))).containsExactly("1");
        assertThat(walk.hasNext()).isFalse();
        assertThat(walk.distrust()).get().satisfies(stop -> {
            assertThat(stop.reason()).isEqualTo("foreign-link");
            assertThat(stop.exitCode()).isEqualTo(ExitCode.LIST);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "{\"href\":\"/candidates?after_id=1\"}", "[]"})
    void aLinkThatIsNoTextIsNotTakenForTheEnd(String link) throws JsonProcessingException {
        ObjectNode page = (ObjectNode) page(null, 1, "1");
        page.withObject("/links").set("next", new ObjectMapper().readTree(link));
        assertThat(ids(walk.take(page))).containsExactly("1");
        assertThat(walk.hasNext()).isFalse();
        assertThat(walk.listing().toItsEnd()).isFalse();
        assertThat(walk.distrust()).get().extracting(Stop::reason).isEqualTo("foreign-link");
    }

    @Test
    void aLinkBackAndAPageWithNobodyNewEndTheWalk() {
        walk.take(page(FIRST.toString(), 9, "1"));
        assertThat(walk.distrust()).get().extracting(Stop::reason).isEqualTo("repeated-link");

        PageWalk other = new PageWalk(FIRST, 0);
        other.take(page("?after_id=1", 9, "1"));
        assertThat(other.take(page("?after_id=2", 9, "1"))).isEmpty();
        assertThat(other.distrust()).get().extracting(Stop::reason).isEqualTo("nobody-new");
        assertThat(other.listing().toItsEnd()).isFalse();
    }

    @Test
    void whatIsNoPageIsRefusedWhole() {
        assertThatThrownBy(() -> walk.take(null)).isInstanceOf(Stop.class);
        ObjectNode mixed = (ObjectNode) page(null, 2, "1");
        mixed.withArray("/data").add("a word");
        assertThatThrownBy(() -> walk.take(mixed)).isInstanceOf(Stop.class);
        assertThat(walk.listing().read())
                .as("who was not handed on was not listed")
                .isZero();
    }

    @Test
    void theLimitEndsTheWalkInTheMiddleOfAPage() {
        PageWalk limited = new PageWalk(FIRST, 3);
        limited.take(page("?after_id=2", 9, "1", "2"));
        assertThat(ids(limited.take(page("https://evil.example/", 9, "3", "4"))))
                .containsExactly("3");
        assertThat(limited.hasNext()).isFalse();
        assertThat(limited.distrust()).isEmpty();
        assertThat(limited.listing().toItsEnd()).isFalse();
    }

    @Test
    void aTotalThatMovesIsRemembered() {
        walk.take(page("?after_id=1", 2, "1"));
        walk.take(page(null, 3, "2"));
        assertThat(walk.listing().totalMoved()).isEqualTo(1);
        assertThat(walk.listing().total()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"1000, 999, true", "5, 4, true", "3, 2, false", "2, 3, false", "2, 9, false"})
    void noMoreMayBeMissingThanCameOrWentMeanwhile(int first, int last, boolean cutShort) {
        walk.take(page("?after_id=1", first, "1"));
        walk.take(page(null, last, "2"));
        assertThat(walk.listing().cutShort().isPresent()).isEqualTo(cutShort);
    }

    @Test
    void aTotalInQuotesCountsAndNoTotalIsNone() {
        ObjectNode quoted = (ObjectNode) page(null, 0, "1");
        walk.take(quoted.put("total", "3"));
        assertThat(walk.listing().total()).isEqualTo(3);

        PageWalk other = new PageWalk(FIRST, 0);
        other.take(quoted.put("total", "many"));
        assertThat(other.listing().total()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "{\"id\":1}", "[7]"})
    void whoHasNoIdIsLeftOutAndSaidSoAtTheEndOfTheList(String id) throws JsonProcessingException {
        ObjectNode first = (ObjectNode) page("?after_id=1", 4, "1");
        first.withArray("/data").add(new ObjectMapper().readTree("{\"id\":%s}".formatted(id)));
        first.withArray("/data").addNull();
        assertThat(ids(walk.take(first))).containsExactly("1");
        assertThat(walk.distrust()).isEmpty();
        assertThat(ids(walk.take(page(null, 4, "2")))).containsExactly("2");
        assertThat(walk.hasNext()).isFalse();
        assertThat(walk.listing().read()).isEqualTo(2);
        assertThat(walk.listing().toItsEnd()).isFalse();
        assertThat(walk.distrust()).get().satisfies(stop -> {
            assertThat(stop.reason()).isEqualTo("not-a-list");
            assertThat(stop.exitCode()).isEqualTo(ExitCode.LIST);
            assertThat(stop.message()).contains("2 without an id");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "https://key@api.example.com/x, holds a user name",
        "javascript:alert(1), leads to javascript: instead of https://api.example.com:443"
    })
    void theMessageNamesWhatIsWrongWithALink(String link, String words) {
        walk.take(page(link, 3, "1"));
        assertThat(walk.distrust())
                .get()
                .satisfies(stop -> assertThat(stop.message()).contains(words).doesNotContain("key@"));
    }
}
