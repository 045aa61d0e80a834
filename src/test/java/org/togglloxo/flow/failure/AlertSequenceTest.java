package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.togglloxo.alert.AlertBinding;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.sandbox.fault.Fault;

/** What people are told over many runs. */
class AlertSequenceTest extends AlertFlowTest {

    @Test
    void tenRunsThatGoWrongAndWellAgain() {
        flow.toggl().add(someone("first@example.com"));
        run();
        flow.toggl().add(someone("second@example.com"));
        nobodyMayWrite();
        run();
        run();
        flow.sandbox().loxoFaults().clear();
        run();
        fiveAreRefused();
        run();
        run();
        flow.sandbox().togglFaults().on("GET /candidates").then(Fault.status(503));
        run();
        flow.sandbox().togglFaults().clear();
        run();
        flow.sandbox().loxoFaults().clear();
        flow.ledger().manualDecisions("tester").retry(List.of());
        run();
        run();

        assertThat(flow.ledger().runs().last(20)).hasSize(10);
        assertThat(subjects())
                .containsExactly(
                        "toggl-loxo run 2 needs attention",
                        "toggl-loxo is well again after 2 runs, 30 minutes",
                        "toggl-loxo run 5 needs attention",
                        "toggl-loxo run 7 needs attention: more went wrong",
                        "toggl-loxo is well again after 4 runs, 1 hour");
        assertThat(receiver.received())
                .extracting(report -> report.at("/alert/kind").textValue())
                .containsExactly("degraded", "well-again", "degraded", "worse", "well-again");
        assertThat(receiver.received())
                .extracting(report -> report.at("/alert/id").longValue())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(receiver.received().toString()).doesNotContain("@example.com", "Some One");
    }

    @Test
    void whatIsToldSaysWhatHappenedSinceWhenAndWhatToDo() {
        nobodyMayWrite();
        run();
        clock.advance(Duration.ofDays(1));
        flow.run();
        flow.sandbox().loxoFaults().clear();
        run();
        List<String> texts = receiver.received().stream()
                .map(report -> report.path("text").textValue())
                .toList();
        assertThat(texts).hasSize(3);
        assertThat(texts.get(0).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("toggl-loxo run 1 needs attention: 0 read = "),
                        line -> assertThat(line).startsWith("Wrong: it stopped (loxo-refused): "),
                        line -> assertThat(line).isEqualTo("Next: run doctor; the next run does the rest"));
        assertThat(texts.get(1).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("toggl-loxo still needs attention, after 2 runs and 24 hours: 0 read = "),
                        line -> assertThat(line).startsWith("Wrong: it stopped (loxo-refused): "),
                        line -> assertThat(line).matches("Since: [0-9-]+ [0-9:]+ UTC, for 2 runs"),
                        line -> assertThat(line).startsWith("Next: "));
        assertThat(texts.get(2).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("toggl-loxo is well again after 2 runs, 24 hours: "),
                        line -> assertThat(line).startsWith("Was wrong: it stopped (loxo-refused): "),
                        line -> assertThat(line).startsWith("Since: "));
    }

    @Test
    void theNextProcessKnowsWhatWasTold() {
        nobodyMayWrite();
        run();
        flow.endProcess();
        run();
        flow.endProcess();
        flow.sandbox().loxoFaults().clear();
        run();
        assertThat(subjects())
                .containsExactly(
                        "toggl-loxo run 1 needs attention", "toggl-loxo is well again after 2 runs, 30 minutes");
    }

    @Test
    void whoeverCouldNotBeToldIsToldAfterTheNextRunAndNobodyTwice() {
        withSlackAndMail();
        slack.answer(500);
        nobodyMayWrite();
        run();
        assertThat(slack.received()).hasSize(1);
        slack.answer(200);
        run();
        run();
        assertThat(slack.received()).hasSize(2);
        assertThat(slack.received().get(1).path("text").textValue())
                .startsWith("toggl-loxo run 2 needs attention")
                .contains("for 2 runs");
        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(receiver.received()).hasSize(1);
        slack.answer(500);
        flow.sandbox().loxoFaults().clear();
        run();
        slack.answer(200);
        run();
        run();
        assertThat(slack.received()).hasSize(4);
        assertThat(slack.received().get(3).path("text").textValue())
                .startsWith("toggl-loxo is well again after 3 runs, 45 minutes");
        assertThat(mail.getReceivedMessages()).hasSize(2);
        assertThat(subjects()).hasSize(2);
    }

    @Test
    void noRunForLongIsToldOnceWhileTheProcessRunsAndAtTheStartOfTheNextOne() {
        flow.set("alerts.stale-after", "7200000");
        run();
        clock.advance(Duration.ofHours(1));
        AlertBinding.notifyIfStale(flow.flow().context());
        assertThat(receiver.received()).isEmpty();
        clock.advance(Duration.ofHours(1));
        AlertBinding.notifyIfStale(flow.flow().context());
        AlertBinding.notifyIfStale(flow.flow().context());
        assertThat(subjects()).containsExactly("toggl-loxo has had no successful run for 2 hours");
        assertThat(receiver.received().get(0).path("text").textValue().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("toggl-loxo has had no successful run for 2 hours"),
                        line -> assertThat(line).startsWith("Last successful run: "),
                        line -> assertThat(line).startsWith("Next: see whether sync is running"));
        run();
        flow.endProcess();
        clock.advance(Duration.ofDays(3));
        flow.run();
        assertThat(subjects().subList(1, 4))
                .containsExactly(
                        "toggl-loxo has had a successful run again, after 2 hours",
                        "toggl-loxo has had no successful run for 3 days",
                        "toggl-loxo has had a successful run again, after 3 days");
    }

    @Test
    void aRunUnlikeTheTenBeforeItIsToldOnce() {
        IntStream.range(0, 10).forEach(i -> run());
        IntStream.range(0, 21).forEach(i -> flow.toggl().add(someone("ann" + i + "@example.com")));
        run();
        run();
        assertThat(subjects()).containsExactly("toggl-loxo run 11 was unlike the ten before it");
        assertThat(receiver.received().get(0).path("text").textValue())
                .contains(
                        "Unusual: Toggl Hire listed 21 candidates, and never more than 0 in the ten runs before",
                        "Unusual: 21 people were created")
                .contains("Next: status shows the last runs");
    }

    @Test
    void wordsOfOnesOwnAreTakenFromTheNextAlertOn() throws Exception {
        Path words = Files.writeString(temporary.resolve("words"), "subject.degraded=run {run}: please look\n");
        flow.set("alerts.messages", words.toString());
        nobodyMayWrite();
        run();
        Files.writeString(words, "subject.well-again=all is well after {runs}\n");
        flow.sandbox().loxoFaults().clear();
        run();
        assertThat(subjects()).containsExactly("run 1: please look", "all is well after 1 run");
    }

    @Test
    void teamsIsToldAsThePageSays() throws Exception {
        String page = Files.readString(Path.of("src/site/markdown/change-the-rules.md"));
        String example = page.substring(page.indexOf("              - doTry:\n                  id: try-teams"));
        String steps = example.substring(0, example.indexOf("```"))
                .replace("https://example.webhook.office.com/workflows/XXXX", slack.url());
        FilesFolder files = FilesFolder.in(temporary);
        String first = "              - doTry:\n                  id: try-slack";
        files.edit("80-alert.camel.yaml", text -> text.replace(first, steps + first));
        flow.files(files);
        nobodyMayWrite();
        slack.answer(500);
        run();
        slack.answer(200);
        run();
        run();
        assertThat(slack.received()).hasSize(2).allSatisfy(card -> assertThat(
                        card.at("/attachments/0/content/body/0/text").textValue())
                .contains("needs attention", "\nNext: run doctor"));
        assertThat(subjects()).as("nobody is told twice by a way of ours").hasSize(1);
    }

    @Test
    void aFileOfAnEarlierVersionGoesOnTellingWhenRunsBecomeDegraded() {
        withSlackAndMail();
        FilesFolder files = FilesFolder.in(temporary);
        files.edit("80-alert.camel.yaml", text -> text.replace(".alert != null or", ".degraded or")
                .replaceFirst("(?s) {14}- doTry:\\n {18}id: try-webhook.*?(?= {14}- doTry:\\n {18}id: try-mail)", ""));
        flow.files(files);
        run();
        nobodyMayWrite();
        run();
        run();
        flow.sandbox().loxoFaults().clear();
        run();
        assertThat(slack.received()).hasSize(1);
        assertThat(mail.getReceivedMessages()).hasSize(1);
        assertThat(receiver.received()).isEmpty();
    }
}
