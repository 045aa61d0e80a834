package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.Documents;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.files.RouteError;

/** What jq and Camel take without a word, and nobody can mean: refused with the line, the rule and the name that was meant. */
@Order(2)
class MistakesTest extends MistakesCase {

    private static final String OLD_OTHERWISE = """
                        otherwise:
                          id: otherwise-rejected
                          steps:
                            - setBody:
                                id: map-rejected-lane
                                jq: '. + {create: false, tags: ["toggl:rejected"]}'
            """;

    @ParameterizedTest
    @MethodSource("refused")
    void areRefusedWithLineRuleAndTheNameThatWasMeant(Mistake mistake) {
        RouteError error = error(mistake.file(), mistake::in);
        assertThat(error.cause()).contains(mistake.words());
        if (!mistake.marker().isEmpty()) {
            assertThat(error.file()).isEqualTo("routes/" + mistake.file());
            assertThat(line(mistake.file(), error.line())).contains(mistake.marker());
        }
    }

    @Test
    void aLaneIsRefusedByAFolderOfAnEarlierVersionToo() {
        FilesFolder folder = FilesFolder.in(temporary);
        withOldOtherwise(folder);
        assertThat(check().errors()).isEmpty();
        folder.edit(FilesFolder.ROUTER, text -> text.replace("constant: shortlist", "constant: shrtlist"));
        assertThat(check().errors()).singleElement().satisfies(error -> {
            assertThat(error.file()).isEqualTo("routes/" + FilesFolder.ROUTER);
            assertThat(error.line()).isPositive();
            assertThat(error.cause()).contains("'shrtlist'", "it knows rejected, review, shortlist", "Did you mean");
        });
    }

    @Test
    void aLaneThatIsWorkedOutIsRefusedByAFolderOfAnEarlierVersionToo() {
        FilesFolder folder = FilesFolder.in(temporary);
        withOldOtherwise(folder);
        folder.edit(
                FilesFolder.ROUTER,
                text -> text.replace(
                        "constant: shortlist", "jq: 'if .score > 99 then \"star\" else \"shortlist\" end'"));
        assertThat(check().errors()).singleElement().satisfies(error -> {
            assertThat(error.file()).isEqualTo("routes/" + FilesFolder.ROUTER);
            assertThat(error.cause()).contains("'star'");
        });
    }

    @Test
    void anAssignmentIsNoCondition() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(
                FilesFolder.ROUTER, text -> text.replace(".hire_state == \"rejected\"", ".hire_state = \"rejected\""));
        assertThat(check().errors()).singleElement().satisfies(error -> {
            assertThat(error.file()).isEqualTo("routes/" + FilesFolder.ROUTER);
            assertThat(error.cause()).contains("Write ==");
        });
    }

    @Test
    void aLaneOfOnesOwnNeedsAWhenAndNothingElse() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(FilesFolder.ROUTER, text -> text.replace("constant: review", "constant: later"));
        assertThat(check().errors()).hasSize(1);
        folder.edit(FilesFolder.MAPPING, text -> text.replace("== 'review'", "== 'later'"));
        assertThat(check().errors()).isEmpty();
    }

    @Test
    void thePageShowsOneAsItIsSaid() {
        FilesFolder folder = FilesFolder.in(temporary);
        folder.edit(FilesFolder.ROUTER, text -> text.replace("constant: shortlist", "constant: shrtlist"));
        assertThat(Documents.page("change-the-rules"))
                .contains("FAIL  " + check().errors().get(0).message());
    }

    private static void withOldOtherwise(FilesFolder folder) {
        folder.edit(FilesFolder.MAPPING, text -> {
            int when = text.indexOf("              - id: when-lane-rejected");
            int after = text.indexOf("        - setVariable:\n            id: read-mapping");
            return text.substring(0, when) + OLD_OTHERWISE + text.substring(after);
        });
    }
}
