package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.failure.ExitCode;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.fault.Fault;

/** An edit of the rules that would change many of the people delivered before is held until somebody lets it through. */
@Order(2)
class RulesBrakeTest extends FlowTest {

    private static final int PEOPLE = 60;

    @TempDir
    Path work;

    private FilesFolder files;

    @BeforeEach
    void deliver() {
        files = FilesFolder.in(work);
        flow.betweenEmptyServices().files(files);
        for (int i = 0; i < PEOPLE; i++) {
            flow.toggl().add(someone("ann" + i + "@example.com"));
        }
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("created", (long) PEOPLE));
        flow.loxo().forgetCalls();
        flow.toggl().forgetCalls();
    }

    private void tagEverybody(String tag) {
        files.edit(FilesFolder.MAPPING, text -> text.replace("toggl:shortlist", tag));
        flow.endProcess();
    }

    private void held() {
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("brake");
        assertThat(run.exitCode()).isEqualTo(ExitCode.ATTENTION.code());
        assertThat(FlowFixture.counts(run)).isEmpty();
        assertThat(run.message())
                .contains("would change 60 of the 60 people", "9000000001", "9000000010", "sync --once --yes")
                .doesNotContain("9000000011", "example.com");
        assertThat(flow.loxo().counts()).as("no call about anybody").containsOnlyKeys("GET /jobs");
    }

    private void allAreUpdated() {
        RunRow run = flow.run();
        assertThat(run.ended()).isEqualTo("finished");
        assertThat(FlowFixture.counts(run)).isEqualTo(Map.of("updated", (long) PEOPLE));
    }

    private void allAreUnchanged() {
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("unchanged", (long) PEOPLE));
    }

    @Test
    void anEditThatWouldChangeEverybodyIsHeldUntilSomebodyLetsItThrough() {
        tagEverybody("toggl:chosen");
        held();
        held();
        flow.confirmed(true);
        allAreUpdated();
        assertThat(person("ann7@example.com").tags()).contains("toggl:chosen");
        flow.confirmed(false);
        allAreUnchanged();
    }

    private List<String> acts() {
        List<String> acts = new ArrayList<>();
        flow.ledger().audit().forEach(0, entry -> acts.add(entry.actor() + " " + entry.act()));
        return acts;
    }

    @Test
    void whoLetAnEditThroughIsWrittenDownAndSoIsOneThatNobodyHadTo() {
        tagEverybody("toggl:chosen");
        held();
        assertThat(acts()).isEmpty();
        flow.confirmed(true);
        allAreUpdated();
        flow.confirmed(false);
        files.edit(FilesFolder.MAPPING, text -> "# who is who\n" + text);
        flow.endProcess();
        allAreUnchanged();
        assertThat(acts()).containsExactly("sync rules-changed", "tester let-through");
    }

    @Test
    void anEditThatIsTakenBackHoldsNothing() {
        String before = files.text(FilesFolder.MAPPING);
        tagEverybody("toggl:chosen");
        held();
        files.write(FilesFolder.MAPPING, before);
        flow.endProcess();
        allAreUnchanged();
    }

    @Test
    void aSettingThatTheRulesNameIsAnEdit() {
        flow.set("sync.min-score", "90");
        held();
    }

    @Test
    void aShareOfOneTurnsItOff() {
        flow.set("sync.brake-share", "1");
        tagEverybody("toggl:chosen");
        allAreUpdated();
    }

    @Test
    void whatChangesInTogglHireIsNotHeld() {
        flow.toggl().candidateIds().forEach(id -> flow.toggl()
                .change(id, candidate -> candidate.put("hire_state", "rejected")));
        allAreUpdated();
    }

    @Test
    void anEditThatChangesNobodyIsLetThroughAndNotLookedAtAgain() {
        files.edit(FilesFolder.MAPPING, text -> "# who is who\n" + text);
        flow.endProcess();
        allAreUnchanged();
        assertThat(flow.toggl().countOf("GET /candidates"))
                .as("looked through, then listed")
                .isEqualTo(2);
        allAreUnchanged();
        assertThat(flow.toggl().countOf("GET /candidates")).isEqualTo(3);
    }

    @Test
    void anEditThatChangesFewerThanFiftyIsLetThrough() {
        flow.toggl().candidateIds().stream().limit(11).forEach(id -> flow.toggl()
                .change(id, candidate -> candidate.put("hire_state", "")));
        tagEverybody("toggl:chosen");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 49L, "skipped", 11L));
    }

    @Test
    void aLedgerThatDoesNotSayByWhichRulesGoesOn() throws SQLException {
        flow.endProcess();
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + flow.ledgerFile());
                Statement statement = file.createStatement()) {
            statement.execute("DELETE FROM rules");
        }
        tagEverybody("toggl:chosen");
        allAreUpdated();
    }

    @Test
    void aPlanSaysThatTheBrakeWouldHold() {
        tagEverybody("toggl:chosen");
        assertThat(flow.plan()).hasSize(PEOPLE);
        assertThat(flow.planned().ended()).isEqualTo("finished");
        assertThat(flow.planned().remarks())
                .anyMatch(remark ->
                        remark.code().equals("brake") && remark.message().contains("60 of the 60"));
        flow.loxo().forgetCalls();
        held();
    }

    @Test
    void aListThatCannotBeReadLetsNothingThrough() {
        tagEverybody("toggl:chosen");
        flow.sandbox().togglFaults().on("GET /candidates").from(2).then(Fault.status(503));
        assertThat(flow.run().ended()).isEqualTo("toggl-unavailable");
        flow.sandbox().togglFaults().clear();
        held();
    }

    @Test
    void aLimitedRunDoesNotLetTheRestThrough() {
        flow.limit(5);
        tagEverybody("toggl:chosen");
        assertThat(FlowFixture.counts(flow.run())).isEqualTo(Map.of("updated", 5L));
        flow.limit(0);
        assertThat(flow.run().ended()).isEqualTo("brake");
    }

    @Test
    void whereDetailsCountAnotherLaneIsHeld() {
        detailsCount();
        flow.set("sync.min-score", "90");
        held();
    }

    @Test
    void whereDetailsCountAnotherTagIsHeld() {
        detailsCount();
        tagEverybody("toggl:chosen");
        held();
    }

    private void detailsCount() {
        flow.set("toggl.details", "always");
        flow.confirmed(true);
        flow.run();
        flow.confirmed(false);
        allAreUnchanged();
        flow.loxo().forgetCalls();
    }
}
