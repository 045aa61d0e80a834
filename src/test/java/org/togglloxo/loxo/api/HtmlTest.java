package org.togglloxo.loxo.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.loxo.job.JobDraft;
import org.togglloxo.loxo.job.JobForm;
import org.togglloxo.loxo.job.JobPolicy;
import org.togglloxo.loxo.mapping.ParameterNames;
import org.togglloxo.loxo.posting.PersonEvent;
import org.togglloxo.sync.run.Runs;

/** What people read as HTML in Loxo: notes of events, descriptions of jobs. */
class HtmlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one | <p>one</p>",
                "one~two | <p>one<br>two</p>",
                "one~ ~~two~three | <p>one</p><p>two<br>three</p>",
                "~ one ~ | <p>one</p>",
                "Ann <b>& Co | <p>Ann &lt;b&gt;&amp; Co</p>",
                "&lt; | <p>&amp;lt;</p>",
                "~ | ''"
            })
    void aPlainTextKeepsItsLinesAndNothingInItIsMarkup(String text, String html) {
        assertThat(Html.of(text.replace('~', '\n'))).isEqualTo(html);
    }

    @Test
    void theDescriptionOfAJobIsWrittenAsHtmlAndNothingElseOfIt() {
        JsonNode mapped = JsonNodeFactory.instance
                .objectNode()
                .put("title", "R&D <lead>")
                .put("description", "R&D <lead>\nApply now");
        JobForm forms = new JobForm(
                null,
                ParameterNames.load(),
                null,
                null,
                new JobPolicy(
                        Runs.none(Clock.systemUTC()),
                        Runs.none(Clock.systemUTC()).notes(),
                        null));
        JobDraft draft = forms.draft(mapped);
        assertThat(draft.value("description")).contains("<p>R&amp;D &lt;lead&gt;<br>Apply now</p>");
        assertThat(draft.value("title")).contains("R&D <lead>");
    }

    private static final OutboxEntry SECOND = OutboxEntry.first(
                    "7", OutboxEntry.EVENT, "<b>hired</b> & paid, job 3", "501")
            .next("501");

    private static boolean isIt(String notes) {
        JsonNode event = JsonNodeFactory.instance.objectNode().put("notes", notes);
        return new PersonEvent(SECOND, "1", Optional.empty(), Optional.empty(), "text", "").isIt(event);
    }

    @Test
    void anEventIsFoundAgainHoweverLoxoHandsItsNotesBack() {
        String sent = new PersonEvent(SECOND, "1", Optional.empty(), Optional.empty(), "Ann <b>&\nline", "")
                .write()
                .sent("person_event[notes]");
        assertThat(isIt(sent)).isTrue();
        assertThat(isIt(sent.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")))
                .as("unescaped")
                .isTrue();
        assertThat(isIt(sent.replaceAll("<[^>]*>", "\n"))).as("without tags").isTrue();
        assertThat(isIt(sent.replace(" ", "&nbsp;").replace("&nbsp;", "\u00a0")))
                .as("with other spaces")
                .isTrue();
        assertThat(isIt(sent.replace("no. 2", "no. 21"))).as("a later one").isFalse();
    }

    @Test
    void anEventOfTheSameIdInAnotherWorkspaceIsAnotherEvent() {
        PersonEvent ofAcme = new PersonEvent(SECOND, "1", Optional.empty(), Optional.empty(), "text", "acme");
        PersonEvent ofBeta = new PersonEvent(SECOND, "1", Optional.empty(), Optional.empty(), "text", "beta");
        String notes = ofAcme.write().form().stream()
                .filter(field -> field.getKey().equals("person_event[notes]"))
                .findFirst()
                .orElseThrow()
                .getValue();
        ObjectNode there = JsonNodeFactory.instance.objectNode().put("notes", notes);
        assertThat(ofAcme.isIt(there)).isTrue();
        assertThat(ofBeta.isIt(there)).isFalse();
    }
}
