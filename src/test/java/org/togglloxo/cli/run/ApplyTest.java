package org.togglloxo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.togglloxo.cli.Ended;
import org.togglloxo.cli.Program;
import org.togglloxo.flow.Candidates;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** {@code plan --out} and {@code apply}: what was shown is done, and nothing else. */
class ApplyTest {

    @TempDir
    Path temporary;

    private Sandbox sandbox;
    private Program program;
    private Path plan;

    @BeforeEach
    void startServices() {
        sandbox = Sandbox.start(SandboxOptions.builder().candidates(0).build());
        program = Program.in(temporary).against(sandbox).with("RETRY_DELAY", "1");
        plan = program.folder().resolve("plan.json");
    }

    @AfterEach
    void closeServices() {
        sandbox.close();
    }

    @Test
    void aPlanCountsForScriptsAsTheRunThenDoes() {
        String ann = candidate("ann");
        program.here("sync", "--once").exits(0);
        program.here("retry", ann).exits(0);
        assertThat(program.here("plan").exits(0).out()).contains("0 updated, 1 left as they are");
        JsonNode plan = program.here("plan", "--output", "json").exits(0).json();
        JsonNode run =
                program.here("sync", "--once", "--output", "json").exits(0).json();
        assertThat(plan.get("updated")).isEqualTo(run.get("updated"));
        assertThat(plan.get("unchanged")).isEqualTo(run.get("unchanged"));
    }

    private String candidate(String name) {
        return sandbox.toggl()
                .add(Candidates.someone(name + "@example.com")
                        .named(name)
                        .contact("phone", "+372 5555 1234")
                        .and(one -> one.put(
                                "job_opening_id",
                                sandbox.toggl().openings().get(0).path("id").asText())));
    }

    private Ended plan() {
        return program.here("plan", "--out", "plan.json", "--force", "--output", "json")
                .exits(0);
    }

    private Ended apply(int code) {
        return program.here("apply", "plan.json", "--output", "json").exits(code);
    }

    private static List<String> leftOut(Ended applied) {
        List<String> ids = new ArrayList<>();
        applied.json().path("left_out").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    @Test
    void whatWasShownIsDoneAndTheNextRunFindsNothing() throws IOException {
        sandbox.loxo().seed(PersonSeed.named("Bea").withEmail("bea@example.com"));
        candidate("ann");
        candidate("bea");
        long changes =
                plan().out().lines().filter(line -> line.contains("\"would\"")).count();
        assertThat(changes).isEqualTo(2);
        String text = Files.readString(plan);
        assertThat(text).doesNotContain("@", "ann", "example", "5555 1234", "Ann", "Bea");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plan)))
                .isEqualTo("rw-------");

        Ended applied = apply(0);
        assertThat(applied.json().path("created").asInt()).isEqualTo(1);
        assertThat(applied.json().path("updated").asInt()).isEqualTo(1);
        assertThat(applied.json().path("planned").asInt()).isEqualTo(2);
        assertThat(applied.json().path("applications").asInt()).isEqualTo(2);
        assertThat(leftOut(applied)).isEmpty();
        assertThat(program.here("sync", "--once").exits(0).out()).contains(" 0 created, 0 updated, 2 unchanged");
        assertThat(program.here("audit").exits(0).out()).contains("apply");
    }

    @Test
    void whoeverCameOrChangedSinceIsLeftOut() throws Exception {
        long seen = sandbox.loxo().seed(PersonSeed.named("Bea").withEmail("bea@example.com"));
        String ann = candidate("ann");
        String bea = candidate("bea");
        String carl = candidate("carl");
        String dora = candidate("dora");
        String gone = candidate("emil");
        plan();
        candidate("late");
        sandbox.toggl().change(ann, one -> one.put("score", 81));
        putCity(seen);
        sandbox.loxo().seed(PersonSeed.named("Carl").withEmail("carl@example.com"));
        sandbox.toggl().remove(gone);

        Ended applied = apply(3);
        assertThat(leftOut(applied)).containsExactlyInAnyOrder(ann, bea, carl, gone);
        assertThat(applied.json().path("created").asInt()).isEqualTo(1);
        assertThat(applied.json().path("read").asInt()).isEqualTo(1);
        assertThat(sandbox.loxo().peopleByAddress("dora@example.com")).hasSize(1);
        assertThat(sandbox.loxo().peopleByAddress("late@example.com")).isEmpty();
        assertThat(sandbox.loxo().peopleByAddress("ann@example.com")).isEmpty();
        assertThat(sandbox.loxo().person(seen).orElseThrow().tags()).isEmpty();
        assertThat(program.here("candidates").exits(0).out())
                .contains(dora, "1 candidates")
                .doesNotContain(bea);

        assertThat(leftOut(apply(3))).as("dora is delivered by now").contains(dora);
        assertThat(program.here("sync", "--once").exits(0).out()).contains(" 2 created, 2 updated, 1 unchanged");
    }

    private void putCity(long person) throws Exception {
        HttpRequest put = HttpRequest.newBuilder(URI.create("%s/api/%s/people/%d"
                        .formatted(sandbox.loxoBaseUrl(), sandbox.options().agencySlug(), person)))
                .header("Authorization", "Bearer " + sandbox.options().loxoKey())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(HttpRequest.BodyPublishers.ofString("person[city]=Tartu"))
                .build();
        assertThat(HttpClient.newHttpClient().send(put, BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anotherFileOtherRulesAndAnotherLedgerAreRefused() throws IOException {
        candidate("ann");
        plan();
        assertThat(program.here("plan", "--out", "plan.json").exits(2).err()).contains("exists already");
        assertThat(program.here("apply", "none.json").exits(2).err()).contains("is not there");

        String whole = Files.readString(plan);
        Files.writeString(plan, whole.replace("\"person\":\"\"", "\"person\":\"7\""));
        assertThat(apply(2).err()).contains("was changed or cut");
        Files.writeString(plan, whole.substring(0, whole.length() / 2));
        assertThat(apply(2).err()).contains("was changed or cut");
        Files.writeString(plan, whole);

        program.with("SYNC_MIN_SCORE", "99");
        assertThat(apply(2).err()).contains("The rules (routes/, config/) were edited");
        program.without("SYNC_MIN_SCORE").with("LEDGER_URL", "jdbc:sqlite:other.db");
        assertThat(apply(2).err()).contains("another ledger");
        program.without("LEDGER_URL").with("LOXO_AGENCY_SLUG", "another");
        assertThat(apply(2).err()).contains("made for the agency");
        assertThat(sandbox.loxo().people()).isEmpty();
    }

    @Test
    void aJobThatWasShownIsMadeOnceForAllWhoWereShownForIt() {
        program.with("JOBS_CREATE", "true")
                .with("JOBS_COMPANY", "sandbox client")
                .with("JOBS_JOB_TYPE", "Full Time")
                .with("JOBS_SALARY", "70,000");
        String opening = sandbox.toggl().addOpening("Tunnel Builder");
        List<String> hopeful = new ArrayList<>(List.of(candidate("ann"), candidate("bea")));
        hopeful.forEach(id -> sandbox.toggl()
                .change(id, one -> one.put("job_opening_id", opening).putNull("category_id")));
        assertThat(plan().json().path("created").asInt()).isEqualTo(2);
        String late = candidate("carl");
        sandbox.toggl().change(late, one -> one.put("job_opening_id", opening).putNull("category_id"));

        Ended applied = apply(0);
        assertThat(applied.json().path("applications").asInt()).isEqualTo(2);
        assertThat(leftOut(applied)).isEmpty();
        assertThat(sandbox.loxo().countOf("POST /jobs")).isEqualTo(1);
        assertThat(sandbox.loxo().peopleByAddress("carl@example.com")).isEmpty();
        assertThat(program.here("sync", "--once").exits(0).out()).contains(" 1 created, 0 updated, 2 unchanged");
        assertThat(sandbox.loxo().countOf("POST /jobs")).isEqualTo(1);
    }

    @Test
    void aJobThatWasNotShownIsNotMade() {
        program.with("JOBS_COMPANY", "sandbox client")
                .with("JOBS_JOB_TYPE", "Full Time")
                .with("JOBS_SALARY", "70,000")
                .with("JOBS_CREATE", "true");
        candidate("ann");
        plan();
        sandbox.loxo().jobs().forEach(job -> sandbox.loxo()
                .removeJob(job.path("id").asLong()));
        Ended applied = apply(3);
        assertThat(sandbox.loxo().countOf("POST /jobs")).isZero();
        assertThat(applied.json().path("applications").asInt()).isZero();
        assertThat(program.here("candidates").exits(0).out()).contains("left-out");
    }

    @Test
    void aPlanForAFolderThatIsNotThereIsRefusedBeforeAnybodyIsRead() {
        assertThat(program.here("plan", "--out", "none/plan.json").exits(2).errors())
                .containsExactly("error: none/plan.json cannot be written: its folder does not exist. Make it first");
        assertThat(sandbox.toggl().countOf("GET /candidates")).isZero();
    }

    @Test
    void aFileThatOthersCanChangeOrThatIsNoneIsRefused() throws Exception {
        candidate("ann");
        plan();
        for (String open : List.of("rw-rw----", "rw-r--rw-")) {
            Files.setPosixFilePermissions(plan, PosixFilePermissions.fromString(open));
            assertThat(apply(2).err()).as(open).contains("can be changed by other users");
        }
        Files.delete(plan);
        assertThat(new ProcessBuilder("mkfifo", plan.toString()).start().waitFor())
                .isZero();
        assertThat(apply(2).err()).contains("something else and no file");
        Files.delete(plan);
        Files.createDirectory(plan);
        assertThat(apply(2).err()).contains("a folder and no file");
        Files.delete(plan);
        plan();
        Files.setPosixFilePermissions(plan, PosixFilePermissions.fromString("rw-r--r--"));
        apply(0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plan)))
                .as("closed to others")
                .isEqualTo("rw-------");
    }

    @Test
    void aFileOfAnotherUserIsRefused() throws IOException {
        candidate("ann");
        plan();
        try {
            Files.setAttribute(plan, "unix:uid", 12_345);
        } catch (FileSystemException e) {
            assumeTrue(false, "root alone gives files away: " + e.getMessage());
        }
        assertThat(apply(2).err())
                .contains("belongs to another user of this machine, 12345", "plan --out FILE --force");
        assertThat(sandbox.loxo().people()).isEmpty();
        plan();
        apply(0);
    }

    @Test
    void onePlanIsGoodForADay() throws IOException {
        candidate("ann");
        plan();
        PlanFile read = PlanFile.read(plan);
        Clock now = Clock.systemUTC();
        assertThat(read.objections(read.origin(), Clock.offset(now, Duration.ofHours(23))))
                .isEmpty();
        assertThat(read.objections(read.origin(), Clock.offset(now, Duration.ofHours(25))))
                .singleElement()
                .asString()
                .contains("within 24 hours");
        assertThat(read.objections(read.origin(), Clock.offset(now, Duration.ofHours(-2))))
                .singleElement()
                .asString()
                .contains("still to come");
    }

    @Test
    void aPlanIsNotDoneInAnotherWorkspaceThatTheLedgerDoesNotKnowEither() {
        candidate("Ann");
        plan();
        try (Sandbox other = Sandbox.start(SandboxOptions.builder()
                .candidates(5)
                .firstOpening(900)
                .togglKey("key-of-another-workspace")
                .build())) {
            program.with("TOGGL_BASE_URL", other.togglBaseUrl())
                    .with("TOGGL_API_KEY", other.options().togglKey());
            assertThat(apply(2).err()).contains("made for another workspace of Toggl Hire");
        }
        program.against(sandbox);
        apply(0);
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(1);
    }
}
