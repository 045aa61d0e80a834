package org.togglloxo.flow.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.draw.Outline.Connection;
import org.w3c.dom.Document;

/** Routes of somebody else in the drawing: they are there, and nothing in them acts. */
class DrawnOwnRoutesTest extends DrawingCase {

    private static final String HOSTILE =
            "\"'\\\"]] end --> x[\\\"<script>alert(1)</script>& %%{init: {}}%% ]]> #quot; `a` \\\\u202e\\e[31m\"";

    @Test
    void textIsNotWiderThanAHundredColumns() {
        addOwn("description: " + "漢字と仮名".repeat(40), "b".repeat(200));
        assertThat(Drawing.TEXT.of(outline()).lines())
                .allSatisfy(line -> assertThat(Cells.width(line)).isLessThanOrEqualTo(100))
                .anySatisfy(line -> assertThat(line).contains("漢字"));
    }

    @Test
    void ownStepsAndRoutesAreDrawn() throws Exception {
        addOwn("description: Tells the team", "to-team");
        Outline outline = outline();
        for (Drawing drawing : Drawing.values()) {
            assertThat(drawing.of(outline)).contains("99-tell-team");
        }
        assertThat(outline.connections())
                .contains(
                        new Connection("direct:map-candidate", "direct:tell-team", "", false),
                        new Connection("direct:tell-team", "mock:team", "${body} != null", false));
        assertThat(Drawing.SVG.of(outline)).contains("to-team");
        assertThat(outline.box("mock:team").kind()).isEqualTo(Outline.Kind.SERVICE);
        assertIsInOrder(outline);
    }

    @Test
    void noTextFromAFileActsInTheDrawing() throws Exception {
        addOwn("description: " + HOSTILE, "end");
        files.edit(
                FilesFolder.ROUTER,
                text -> text.replaceFirst("(?m)description: .*", Matcher.quoteReplacement("description: " + HOSTILE)));
        Outline outline = outline();

        Document picture = picture(Drawing.SVG.of(outline));
        assertThat(elements(picture, "script")).isEmpty();
        assertThat(picture.getDocumentElement().getTextContent()).contains("<script>alert(1)</script>");
        assertThat(Drawing.MERMAID.of(outline).lines().skip(1))
                .allMatch(line -> MERMAID_BOX.matcher(line).matches()
                        || MERMAID_ARROW.matcher(line).matches());
        for (Drawing drawing : Drawing.values()) {
            assertThat(drawing.of(outline)).doesNotContain("\u202e", "\u001b");
        }
    }

    @Test
    void aLoginOrASecretSettingOfAnEndpointIsNotShown() {
        files.settings("team.secret=hush\n");
        addOwn("description: Tells the team", "to-team");
        files.edit(
                "99-tell-team.camel.yaml",
                text -> text.replace("mock:team", "http://me:pass@localhost/{{team.secret}}?token=hidden"));
        Outline outline = outline();
        for (Drawing drawing : Drawing.values()) {
            assertThat(drawing.of(outline))
                    .doesNotContain("hush", "pass", "hidden")
                    .contains("localhost/");
        }
    }
}
