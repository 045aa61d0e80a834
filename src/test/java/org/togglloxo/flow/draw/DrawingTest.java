package org.togglloxo.flow.draw;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.draw.Outline.Box;
import org.togglloxo.flow.draw.Outline.Connection;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.settings.Settings;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DrawingTest {

    private static final String LABEL = "\"[^\"<>\\[\\]{}()|`;]*(#\\d+;[^\"<>\\[\\]{}()|`;]*)*\"";
    private static final Pattern MERMAID_BOX = Pattern.compile("  (\\w+)[\\[({]+" + LABEL + "[\\])}]+");
    private static final Pattern MERMAID_ARROW = Pattern.compile("  (\\w+) (-->|-\\.->)(\\|" + LABEL + "\\|)? (\\w+)");
    private static final String HOSTILE =
            "\"'\\\"]] end --> x[\\\"<script>alert(1)</script>& %%{init: {}}%% ]]> #quot; `a` \\\\u202e\\e[31m\"";

    @TempDir
    Path temporary;

    private FilesFolder files;

    /** As the files stand in the checkout. */
    private static Outline shipped;

    @BeforeAll
    static void drawShipped(@TempDir Path folder) {
        new FilesFolder(folder).copyRoutes();
        shipped = outline(folder);
    }

    @BeforeEach
    void copyRoutes() {
        files = new FilesFolder(temporary);
        files.copyRoutes();
    }

    private Outline outline() {
        return outline(temporary);
    }

    private static Outline outline(Path folder) {
        FlowSettings settings = FlowSettings.offline(Settings.load(folder, Map.of(), new Properties()));
        try (DryRun rehearsal = DryRun.of(settings, folder, Clock.systemUTC())) {
            return Outline.of(rehearsal);
        }
    }

    private static Stream<String> arrows(Outline outline) {
        return outline.connections().stream()
                .map(each -> outline.box(each.from()).id() + " -> "
                        + outline.box(each.to()).id());
    }

    @Test
    void candidatesPassTheQueueAndItsOwnRouteBetweenListAndRouter() {
        assertThat(arrows(shipped))
                .containsSubsequence(
                        "schedule-sync -> list-candidates",
                        "list-candidates -> seda:candidates",
                        "seda:candidates -> take-candidates",
                        "take-candidates -> route-candidate",
                        "take-candidates -> ledger",
                        "route-candidate -> map-candidate")
                .contains(
                        "deliver-candidate -> call-loxo",
                        "call-loxo -> Loxo",
                        "list-candidates -> read-toggl",
                        "call-toggl -> Toggl Hire",
                        "deliver-candidate -> ledger");
    }

    @Test
    void errorHandlingIsConnectedToWhoUsesIt() {
        Outline outline = shipped;
        assertThat(outline.boxes().stream()
                        .filter(box -> box.file().equals("routes/90-handle-errors.camel.yaml"))
                        .map(Box::id))
                .contains("handle-toggl-errors", "handle-loxo-errors", "handle-candidate-errors");
        assertThat(arrows(outline))
                .contains(
                        "read-toggl -> handle-toggl-errors",
                        "route-candidate -> handle-candidate-errors",
                        "deliver-candidate -> handle-loxo-errors",
                        "read-reference -> handle-reference-errors");
        assertThat(outline.connections()).filteredOn(Connection::errors).allSatisfy(each -> assertThat(each.to())
                .startsWith("errors:"));
    }

    @Test
    void branchesSayTheirConditions() {
        assertThat(shipped.connections())
                .filteredOn(each -> each.from().equals("direct:route-candidate") && !each.errors())
                .extracting(Connection::condition)
                .containsExactly(
                        ".hire_state == \"possible-hire\" and .score >= {{sync.min-score}}",
                        ".hire_state == \"possible-hire\"",
                        ".hire_state == \"rejected\"");
    }

    @Test
    void whatIsDoneAfterAFailedTryIsThere() {
        assertThat(Drawing.TEXT.of(shipped))
                .contains("doCatch when-slack-fails: java.lang.Exception", "note-slack-failed");
    }

    @Test
    void allOutputsNameTheSameRoutesAndConnections() throws Exception {
        Outline outline = shipped;
        assertThat(outline.routes()).hasSizeGreaterThan(20);
        Set<String> connected = outline.connections().stream()
                .map(each -> each.from() + " -> " + each.to())
                .collect(toSet());

        Document picture = picture(Drawing.SVG.of(outline));
        assertThat(elements(picture, "g").map(box -> box.getAttribute("data-key")))
                .containsExactlyInAnyOrderElementsOf(
                        outline.boxes().stream().map(Box::key).toList());
        assertThat(elements(picture, "path")
                        .map(arrow -> arrow.getAttribute("data-from") + " -> " + arrow.getAttribute("data-to"))
                        .collect(toSet()))
                .isEqualTo(connected);

        List<String> lines = Drawing.MERMAID.of(outline).lines().toList();
        Map<String, String> keys = new HashMap<>();
        List<Box> boxes = new ArrayList<>(outline.boxes());
        Set<String> arrows = new HashSet<>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher arrow = MERMAID_ARROW.matcher(line);
            Matcher box = MERMAID_BOX.matcher(line);
            if (box.matches()) {
                assertThat(keys.put(box.group(1), boxes.remove(0).key())).isNull();
            } else {
                assertThat(arrow.matches()).as(line).isTrue();
                arrows.add(keys.get(arrow.group(1)) + " -> " + keys.get(arrow.group(5)));
            }
        }
        assertThat(boxes).isEmpty();
        assertThat(arrows).isEqualTo(connected);

        String text = Drawing.TEXT.of(outline);
        List<String> blocks = List.of(text.split("(?m)^\\+-(?=[ ])"));
        assertThat(blocks).hasSize(outline.boxes().size() + 1);
        IntStream.range(0, outline.boxes().size()).forEach(at -> {
            Box box = outline.boxes().get(at);
            String block = blocks.get(at + 1).replaceAll("\\s*\\|\\n\\|\\s*", " ");
            assertThat(block).contains(box.id());
            outline.connections().stream()
                    .filter(each -> each.from().equals(box.key()) && box.kind().isRoute())
                    .map(each -> outline.box(each.to()))
                    .forEach(to -> assertThat(block).containsPattern("-> (direct:)?" + Pattern.quote(to.id())));
        });
    }

    @Test
    void everythingInThePictureIsInsideItsBoxAndNoBoxLiesOnAnother() throws Exception {
        addOwn("description: " + "A very long description of what is done here ".repeat(9), "a".repeat(200));
        assertIsInOrder(outline());
    }

    private static void assertIsInOrder(Outline outline) throws Exception {
        Document picture = picture(Drawing.SVG.of(outline));
        int width = number(picture.getDocumentElement(), "width");
        int height = number(picture.getDocumentElement(), "height");
        assertThat(width).isLessThanOrEqualTo(1400);
        List<Rectangle> boxes = new ArrayList<>();
        for (Element group : elements(picture, "g").toList()) {
            Element frame = (Element) group.getElementsByTagName("rect").item(0);
            Rectangle box = new Rectangle(
                    number(frame, "x"), number(frame, "y"), number(frame, "width"), number(frame, "height"));
            assertThat(new Rectangle(0, 0, width, height).contains(box)).isTrue();
            assertThat(boxes).noneMatch(box::intersects);
            boxes.add(box);
            assertThat(group.getElementsByTagName("text").getLength()).isPositive();
            elements(group, "text").forEach(line -> {
                String text = line.getLastChild().getTextContent();
                // the widest font of fixed width takes 0.61 of its size
                int right = number(line, "x") + (int) (Cells.width(text) * 12 * 0.605);
                assertThat(box.contains(number(line, "x"), number(line, "y") - 10))
                        .as(text)
                        .isTrue();
                assertThat(box.contains(right, number(line, "y") + 3)).as(text).isTrue();
            });
        }
        for (Element arrow : elements(picture, "path").toList()) {
            assertThat(boxes).allSatisfy(box -> assertThat(crosses(arrow.getAttribute("d"), box))
                    .as(arrow.getAttribute("d") + " and " + box)
                    .isFalse());
        }
    }

    /** Whether it leads through the inside. */
    private static boolean crosses(String way, Rectangle box) {
        double x = 0;
        double y = 0;
        for (String move : way.split(" ")) {
            String[] numbers = move.substring(1).split(",");
            double toX = move.charAt(0) == 'V' ? x : Double.parseDouble(numbers[0]);
            double toY = move.charAt(0) == 'H' ? y : Double.parseDouble(numbers[numbers.length - 1]);
            if (move.charAt(0) != 'M'
                    && new Rectangle(box.x + 1, box.y + 1, box.width - 2, box.height - 2)
                            .intersectsLine(x, y, toX, toY)) {
                return true;
            }
            x = toX;
            y = toY;
        }
        return false;
    }

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

    /** A route of one's own, called by the mapping. */
    private void addOwn(String description, String step) {
        files.write("99-tell-team.camel.yaml", """
                - route:
                    id: tell-team
                    %s
                    from:
                      uri: direct:tell-team
                      steps:
                        - filter:
                            simple: "${body} != null"
                            steps:
                              - to:
                                  id: "%s"
                                  uri: mock:team
                """.formatted(description, step));
        files.edit(
                FilesFolder.MAPPING,
                text -> text.replace(
                        "        - to:\n            id: to-deliver-candidate\n",
                        "        - to:\n            uri: direct:tell-team\n        - to:\n            id: to-deliver-candidate\n"));
    }

    private static Document picture(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static Stream<Element> elements(Document within, String name) {
        return elements(within.getDocumentElement(), name);
    }

    private static Stream<Element> elements(Element within, String name) {
        NodeList found = within.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(at -> (Element) found.item(at));
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }
}
