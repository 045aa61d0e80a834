package org.togglloxo.flow.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.WebhookServer;

/** By which ways people are told, and in which words. */
class AlertWaysTest extends AlertFlowTest {

    @Test
    void theJsonIsSigned() throws Exception {
        nobodyMayWrite();
        run();
        WebhookServer.Signed got = receiver.signed().get(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(got.signature()).isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(got.body())));
        JsonNode report = receiver.received().get(0);
        assertThat(report.fieldNames())
                .toIterable()
                .containsExactly(
                        ("run read created updated unchanged skipped deferred failed applications events stopped ended reason"
                                        + " exit_code degraded reasons next remarks alert subject text")
                                .split(" "));
        assertThat(report.path("alert").fieldNames())
                .toIterable()
                .containsExactly("id kind again run since seconds runs reasons next".split(" "));
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
        String slackStep = "              - doTry:\n                  id: try-slack";
        files.edit("80-alert.camel.yaml", text -> text.replace(slackStep, steps + slackStep));
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
