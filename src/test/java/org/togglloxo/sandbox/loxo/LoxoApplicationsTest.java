package org.togglloxo.sandbox.loxo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.SandboxTest;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.LoxoApplication;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

class LoxoApplicationsTest extends SandboxTest {

    private static final byte[] RESUME = "%PDF".getBytes(StandardCharsets.US_ASCII);

    private long job;

    @BeforeEach
    void aJobIsThere() {
        job = sandbox.loxo().jobs().get(0).get("id").longValue();
    }

    @Test
    void recordsTheApplicationOfSomebodyKnown() throws Exception {
        long ana = client.create("Ana", "ana@example.com");
        HttpResponse<String> answer = apply(job, "Ána", "ANA@example.com");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Client.json(answer).at("/candidate/person_id").longValue()).isEqualTo(ana);
        assertThat(Client.json(answer).get("errors")).isEmpty();
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(1);
        assertThat(sandbox.loxo().applications()).singleElement().satisfies(own -> {
            assertThat(own.personId()).isEqualTo(ana);
            assertThat(own.jobId()).isEqualTo(job);
            assertThat(own.created()).isFalse();
            assertThat(own.name()).isEqualTo("Ána");
            assertThat(own.email()).isEqualTo("ANA@example.com");
            assertThat(own.phone()).isEqualTo("5550001");
            assertThat(own.resumeName()).isEqualTo("resume.pdf");
            assertThat(own.resume()).isEqualTo(RESUME);
            assertThat(own.sourceTypeId()).isZero();
        });
        assertThat(sandbox.loxo().callsAbout(ana)).hasSize(2);
    }

    @Test
    void createsASecondPersonForAnAddressThatNobodyHolds() throws Exception {
        client.create("Ana", "ana@example.com");
        apply(job, "Ana", "ana@example.org");
        assertThat(sandbox.loxo().people()).hasSize(2);
        assertThat(sandbox.loxo().applications().get(0).created()).isTrue();
        PersonSeed second = sandbox.loxo().peopleByAddress("ana@example.org").get(0);
        assertThat(second.name()).isEqualTo("Ana");
        assertThat(second.phones()).containsExactly("5550001");
    }

    @Test
    void findsByAddressWhateverTheSearchKnows() throws Exception {
        sandbox.close();
        sandbox = Sandbox.start(
                SandboxOptions.builder().indexLag(java.time.Duration.ofDays(1)).build());
        client = new Client(sandbox);
        long ana = client.create("Ana", "ana@example.com");
        apply(job, "Ana", "ana@example.com");
        assertThat(sandbox.loxo().applications())
                .extracting(LoxoApplication::personId)
                .containsExactly(ana);
    }

    @Test
    void recordsTheSameApplicationTwiceWhenAskedTwice() throws Exception {
        apply(job, "Ana", "ana@example.com");
        apply(job, "Ana", "ana@example.com");
        assertThat(sandbox.loxo().applications()).hasSize(2);
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(1);
        assertThat(sandbox.loxo().countOf("POST /jobs/{job_id}/apply")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "email", "phone"})
    void refusesAnApplicationInWhichAFieldIsMissingOrBlank(String missing) throws Exception {
        for (String value : new String[] {" ", ""}) {
            String[] form = {"name", "Ana", "email", "ana@example.com", "phone", "5550001"};
            for (int i = 0; i < form.length; i += 2) {
                form[i + 1] = form[i].equals(missing) ? value : form[i + 1];
            }
            HttpResponse<String> answer = client.upload("POST", "/jobs/" + job + "/apply", "resume", RESUME, form);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).isEqualTo("{\"errors\":[\"Invalid parameters: [:" + missing + "]\"]}");
        }
        assertThat(sandbox.loxo().applications()).isEmpty();
        assertThat(sandbox.loxo().peopleCount()).isZero();
    }

    @Test
    void refusesAnApplicationWithoutAFile() throws Exception {
        String path = "/jobs/" + job + "/apply";
        String[] form = {"name", "Ana", "email", "ana@example.com", "phone", "5550001", "resume", "cv.pdf"};
        HttpResponse<String> urlencoded = client.loxo("POST", path, form);
        assertThat(urlencoded.statusCode()).isEqualTo(422);
        assertThat(urlencoded.body()).isEqualTo("{\"errors\":[\"Invalid parameters: [:resume]\"]}");
        String[] withoutResume = {"name", "Ana", "email", "ana@example.com", "phone", "5550001"};
        HttpResponse<String> empty = client.upload("POST", path, "resume", new byte[0], withoutResume);
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(sandbox.loxo().applications()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "person[name], Ana, 422",
        "cover_letter, x, 422",
        "source_type_id, 99, 422",
        "email, nobody, 400",
        "phone, 12, 400"
    })
    void refusesWhatItDoesNotKnow(String name, String value, int status) throws Exception {
        String[] form = {name, value, "name", "Ana", "email", "ana@example.com", "phone", "5550001"};
        assertThat(client.upload("POST", "/jobs/" + job + "/apply", "resume", RESUME, form)
                        .statusCode())
                .isEqualTo(status);
        assertThat(sandbox.loxo().applications()).isEmpty();
        assertThat(sandbox.loxo().peopleCount()).isZero();
    }

    @Test
    void saysNotFoundToAnUnknownJob() throws Exception {
        assertThat(apply(7, "Ana", "ana@example.com").statusCode()).isEqualTo(404);
        assertThat(client.loxo("GET", "/jobs/7/candidates").statusCode()).isEqualTo(404);
        sandbox.loxo().removeJob(job);
        assertThat(apply(job, "Ana", "ana@example.com").statusCode()).isEqualTo(404);
    }

    @Test
    void takesLargeFilesAsTheyAre() throws Exception {
        byte[] large = new byte[3_000_000];
        new Random(5).nextBytes(large);
        String[] form = {"name", "Ana", "email", "ana@example.com", "phone", "5550001", "source_type_id", "5123"};
        assertThat(client.upload("POST", "/jobs/" + job + "/apply", "resume", large, form)
                        .statusCode())
                .isEqualTo(201);
        assertThat(sandbox.loxo().applications().get(0).resume()).isEqualTo(large);
        assertThat(sandbox.loxo().applications().get(0).sourceTypeId()).isEqualTo(5123);
    }

    @Test
    void mayAnswerWithoutAnyId() throws Exception {
        sandbox.loxoFaults().on("POST /jobs/{job_id}/apply").then(Fault.emptyAnswer());
        assertThat(apply(job, "Ana", "ana@example.com").body()).isEqualTo("{}");
        assertThat(sandbox.loxo().applications()).hasSize(1);
        assertThat(apply(job, "Ana", "nobody").statusCode()).isEqualTo(400);
        assertThat(apply(job, "Ana", "nobody").body()).contains("Email is invalid");
    }

    @Test
    void isRecordedThoughItsAnswerIsLost() {
        sandbox.loxoFaults().on("POST /jobs/{job_id}/apply").then(Fault.resetAfter());
        assertThatThrownBy(() -> apply(job, "Ana", "ana@example.com")).isInstanceOf(IOException.class);
        assertThat(sandbox.loxo().applications()).hasSize(1);
        assertThat(sandbox.loxo().peopleCount()).isEqualTo(1);
    }

    @Test
    void isRefusedAloneWhenThisEndpointIsForbidden() throws Exception {
        sandbox.loxoFaults().on("POST /jobs/{job_id}/apply").then(Fault.status(403));
        assertThat(apply(job, "Ana", "ana@example.com").statusCode()).isEqualTo(403);
        assertThat(sandbox.loxo().applications()).isEmpty();
        assertThat(client.loxo("GET", "/job_categories").statusCode()).isEqualTo(200);
    }

    @Test
    void listsTheCandidatesOfAJobPageByPage() throws Exception {
        for (int i = 0; i < 5; i++) {
            apply(job, "Ana " + i, "ana" + i + "@example.com");
        }
        apply(sandbox.loxo().jobs().get(1).get("id").longValue(), "Bea", "bea@example.com");
        JsonNode page = Client.json(client.loxo("GET", "/jobs/" + job + "/candidates?per_page=3"));
        assertThat(page.get("total_count").intValue()).isEqualTo(5);
        assertThat(page.get("candidates")).hasSize(3);
        apply(job, "Later", "later@example.com");
        String next = "/jobs/" + job + "/candidates?per_page=3&scroll_id="
                + page.get("scroll_id").textValue();
        JsonNode last = Client.json(client.loxo("GET", next));
        assertThat(last.get("candidates")).hasSize(2);
        assertThat(last.get("scroll_id").isNull()).isTrue();
        assertThat(last.at("/candidates/1/person/name").textValue()).isEqualTo("Ana 4");
        assertThat(client.loxo("GET", "/jobs/" + job + "/candidates?page=2").statusCode())
                .isEqualTo(422);
    }

    @Test
    void findsTheCandidateByPersonQueryOrStep() throws Exception {
        apply(job, "Ana", "ana@example.com");
        apply(job, "Bea", "bea@example.com");
        LoxoApplication bea = sandbox.loxo().applications().get(1);
        String path = "/jobs/" + job + "/candidates";
        assertThat(ids(path + "?person_id=" + bea.personId())).containsExactly(bea.id());
        assertThat(ids(path + "?query=bea")).containsExactly(bea.id());
        long shortlisted = sandbox.loxo().setup().idOf("activity_types", "Shortlisted");
        assertThat(ids(path + "?activity_type_id=" + shortlisted)).isEmpty();
        client.loxo(
                "POST",
                "/person_events",
                "person_event[activity_type_id]",
                Long.toString(shortlisted),
                "person_event[person_id]",
                Long.toString(bea.personId()),
                "person_event[job_id]",
                Long.toString(job));
        assertThat(ids(path + "?activity_type_id=" + shortlisted)).containsExactly(bea.id());
    }

    @Test
    void showsAndHighlightsOneCandidate() throws Exception {
        apply(job, "Ana", "ana@example.com");
        String path = "/jobs/" + job + "/candidates/"
                + sandbox.loxo().applications().get(0).id();
        assertThat(client.loxo("PUT", path, "highlights", "85.7 %").statusCode())
                .isEqualTo(200);
        assertThat(Client.json(client.loxo("GET", path)).get("highlights").textValue())
                .isEqualTo("85.7 %");
        assertThat(client.loxo("PUT", path, "candidate[highlights]", "x").statusCode())
                .isEqualTo(422);
        long other = sandbox.loxo().jobs().get(1).get("id").longValue();
        assertThat(client.loxo("GET", path.replace("/" + job + "/", "/" + other + "/"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void followsThePersonWhoSurvivesAMerge() throws Exception {
        long ana = client.create("Ana", "ana@example.com");
        apply(job, "Ana", "ana@example.org");
        long second = sandbox.loxo().applications().get(0).personId();
        sandbox.loxo().merge(ana, second);
        assertThat(sandbox.loxo().applications())
                .extracting(LoxoApplication::personId)
                .containsExactly(ana);
    }

    private Iterable<Long> ids(String path) throws Exception {
        return Client.json(client.loxo("GET", path)).get("candidates").findValuesAsText("id").stream()
                .map(Long::valueOf)
                .filter(id -> id > 400_000_000)
                .toList();
    }

    private HttpResponse<String> apply(long jobId, String name, String address)
            throws IOException, InterruptedException {
        String[] form = {"name", name, "email", address, "phone", "5550001"};
        return client.upload("POST", "/jobs/" + jobId + "/apply", "resume", RESUME, form);
    }
}
