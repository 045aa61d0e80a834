package org.togglloxo.flow.draw;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.draw.Outline.Box;
import org.togglloxo.flow.draw.Outline.Connection;
import org.w3c.dom.Document;

class DrawingTest extends DrawingCase {

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
}
