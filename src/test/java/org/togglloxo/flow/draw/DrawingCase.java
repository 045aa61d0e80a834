package org.togglloxo.flow.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.flow.DryRun;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.files.FlowSettings;
import org.togglloxo.settings.Settings;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The flow's drawings, and what is in them. */
abstract class DrawingCase {

    static final String LABEL = "\"[^\"<>\\[\\]{}()|`;]*(#\\d+;[^\"<>\\[\\]{}()|`;]*)*\"";
    static final Pattern MERMAID_BOX = Pattern.compile("  (\\w+)[\\[({]+" + LABEL + "[\\])}]+");
    static final Pattern MERMAID_ARROW = Pattern.compile("  (\\w+) (-->|-\\.->)(\\|" + LABEL + "\\|)? (\\w+)");

    @TempDir
    Path temporary;

    FilesFolder files;

    /** As the files stand in the checkout. */
    static Outline shipped;

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

    Outline outline() {
        return outline(temporary);
    }

    static Outline outline(Path folder) {
        FlowSettings settings = FlowSettings.offline(Settings.load(folder, Map.of(), new Properties()));
        try (DryRun dryRun = DryRun.of(settings, folder, Clock.systemUTC())) {
            return Outline.of(dryRun);
        }
    }

    static void assertIsInOrder(Outline outline) throws Exception {
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
    static boolean crosses(String way, Rectangle box) {
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

    /** A route of one's own, called by the mapping. */
    void addOwn(String description, String step) {
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

    static Document picture(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    static Stream<Element> elements(Document within, String name) {
        return elements(within.getDocumentElement(), name);
    }

    static Stream<Element> elements(Element within, String name) {
        NodeList found = within.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(at -> (Element) found.item(at));
    }

    static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }
}
