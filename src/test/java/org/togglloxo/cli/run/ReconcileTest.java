package org.togglloxo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** {@code reconcile}: what became of people in Loxo is found, and left as it is. */
class ReconcileTest {

    @TempDir
    Path temporary;

    private Sandbox sandbox;
    private Program program;

    @BeforeEach
    void startServices() {
        sandbox = Sandbox.start(SandboxOptions.builder().candidates(0).build());
        program = Program.in(temporary).against(sandbox).with("RETRY_DELAY", "1");
    }

    @AfterEach
    void closeServices() {
        sandbox.close();
    }

    private String candidate(String name) {
        return sandbox.toggl()
                .add(Candidates.someone(name + "@example.com").named(name).contact("city", "Tallinn"));
    }

    private long person(String name) {
        return sandbox.loxo().peopleByAddress(name + "@example.com").get(0).id();
    }

    private void put(long person, String field, String value) throws Exception {
        HttpRequest put = HttpRequest.newBuilder(URI.create("%s/api/%s/people/%d"
                        .formatted(sandbox.loxoBaseUrl(), sandbox.options().agencySlug(), person)))
                .header("Authorization", "Bearer " + sandbox.options().loxoKey())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "person[%s]=%s".formatted(field, URLEncoder.encode(value, StandardCharsets.UTF_8))))
                .build();
        assertThat(HttpClient.newHttpClient().send(put, BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    private Ended reconcile(int code) {
        return program.here("reconcile", "--output", "json").exits(code);
    }

    @Test
    void whereNothingDiffersNothingIsSaid() {
        for (int i = 0; i < 120; i++) {
            sandbox.loxo().seed(PersonSeed.named("Other").withEmail("other" + i + "@example.com"));
        }
        candidate("ann");
        candidate("bea");
        program.here("sync", "--once").exits(0);
        Ended ended = reconcile(0);
        assertThat(ended.json().path("people").asInt()).isEqualTo(2);
        assertThat(ended.json().path("different")).isEmpty();
        assertThat(ended.err()).contains("Calls to come: 2 to Loxo (look-ups 2)", "They take");
        assertThat(program.here("reconcile").exits(0).out()).contains("2 people that the ledger knows are in Loxo");
    }

    @Test
    void whatBecameOfPeopleIsToldWithoutTheirValuesAndNothingIsWritten() throws Exception {
        String ann = candidate("ann");
        String bea = candidate("bea");
        String carl = candidate("carl");
        String dora = candidate("dora");
        long older = sandbox.loxo().seed(PersonSeed.named("Older").withEmail("older@example.com"));
        program.here("sync", "--once").exits(0);
        sandbox.loxo().remove(person("ann"));
        sandbox.loxo().merge(older, person("bea"));
        put(person("carl"), "all_raw_tags][", "vip");
        put(person("dora"), "city", "Somewhere Secret");
        long tagged = sandbox.loxo()
                .seed(PersonSeed.named("Eve").withEmail("eve@example.com").withTag("toggl:shortlist"));
        byte[] ledger = Files.readAllBytes(program.folder().resolve("data/ledger.db"));
        long writes = writes();

        Ended ended = reconcile(3);
        JsonNode all = ended.json();
        assertThat(all.path("missing")).singleElement().satisfies(one -> is(one, ann, ""));
        assertThat(all.path("merged")).singleElement().satisfies(one -> is(one, bea, Long.toString(older)));
        assertThat(all.path("without_tag")).singleElement().satisfies(one -> is(one, carl, "toggl:shortlist"));
        assertThat(all.path("different")).singleElement().satisfies(one -> is(one, dora, "city"));
        assertThat(all.path("unknown"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("person").asLong()).isEqualTo(tagged));
        assertThat(ended.out() + ended.err()).doesNotContain("Secret", "Tallinn", "@");
        assertThat(writes()).isEqualTo(writes);
        assertThat(Files.readAllBytes(program.folder().resolve("data/ledger.db")))
                .isEqualTo(ledger);
        assertThat(program.here("reconcile").exits(3).out())
                .contains("candidate " + dora + ", person " + person("dora") + ": city");
    }

    private static void is(JsonNode one, String candidate, String what) {
        assertThat(one.path("candidate").asText()).isEqualTo(candidate);
        assertThat(one.path("what").path(0).asText("")).isEqualTo(what);
    }

    private long writes() {
        return sandbox.loxo().counts().entrySet().stream()
                .filter(count -> !count.getKey().startsWith("GET "))
                .mapToLong(count -> count.getValue())
                .sum();
    }

    @Test
    void whatTheDetailsAddIsComparedWhereItIsAskedFor() {
        String ann = candidate("ann");
        candidate("bea");
        program.here("sync", "--once").exits(0);
        String tag = sandbox.toggl().addTag("Night Shift");
        sandbox.toggl().change(ann, one -> one.putArray("tag_ids").add(tag));

        Ended without = reconcile(0);
        assertThat(without.json().path("details").asBoolean()).isFalse();
        assertThat(program.here("reconcile").exits(0).out()).contains("--details");
        long before = sandbox.toggl().countOf("GET /candidates/{id}");
        Ended ended = program.here("reconcile", "--details", "--output", "json").exits(3);
        assertThat(ended.json().path("different"))
                .singleElement()
                .satisfies(one -> is(one, ann, "tag toggl:tag/night-shift"));
        assertThat(ended.err()).contains("details 2");
        assertThat(sandbox.toggl().countOf("GET /candidates/{id}") - before).isEqualTo(2);
        assertThat(program.here("reconcile", "--details").exits(3).out()).doesNotContain("--details");
    }

    @Test
    void anotherAgencyIsRefused() {
        candidate("ann");
        program.here("sync", "--once").exits(0);
        try (Sandbox other = Sandbox.start(SandboxOptions.builder()
                .candidates(1)
                .agencySlug("another")
                .agencyId("4711")
                .build())) {
            program.against(other);
            assertThat(reconcile(2).err()).contains("belongs to the agency");
        }
    }
}
