package org.togglloxo.sandbox.loxo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.SandboxTest;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.LoxoEvent;

class LoxoEventsTest extends SandboxTest {

    private static final String TYPE = "person_event[activity_type_id]";
    private static final String PERSON = "person_event[person_id]";
    private static final String JOB = "person_event[job_id]";
    private static final String NOTES = "person_event[notes]";

    private String ana;
    private String job;
    private String shortlisted;

    @BeforeEach
    void anaAndAJobAreThere() throws Exception {
        ana = Long.toString(client.create("Ana", "ana@example.com"));
        job = sandbox.loxo().jobs().get(0).get("id").asText();
        shortlisted = Long.toString(sandbox.loxo().setup().idOf("activity_types", "Shortlisted"));
    }

    @Test
    void recordsAnEvent() throws Exception {
        HttpResponse<String> answer =
                client.loxo("POST", "/person_events", TYPE, shortlisted, PERSON, ana, JOB, job, NOTES, "85.7 %\nКиїв");
        assertThat(answer.statusCode()).isEqualTo(201);
        long id = Client.json(answer).at("/person_event/id").longValue();
        assertThat(Client.json(answer).get("errors")).isEmpty();
        assertThat(sandbox.loxo().events()).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo(id);
            assertThat(event.activityType()).isEqualTo("Shortlisted");
            assertThat(event.personId()).isEqualTo(Long.parseLong(ana));
            assertThat(event.jobId()).isEqualTo(Long.parseLong(job));
            assertThat(event.notes()).isEqualTo("85.7 %\nКиїв");
        });
        JsonNode read = Client.json(client.loxo("GET", "/person_events/" + id));
        assertThat(read.at("/person/name").textValue()).isEqualTo("Ana");
        assertThat(read.at("/activity_type/name").textValue()).isEqualTo("Shortlisted");
        assertThat(read.at("/job/id").asText()).isEqualTo(job);
    }

    @ParameterizedTest
    @CsvSource({
        "person_event[person_id], 1",
        "person_event[job_id], 1",
        "person_event[activity_type_id], 1",
        "person_event[company_id], 1",
        "person_event[created_at], yesterday",
        "person_event[pinned], perhaps",
        "person_event[candidate_id], 1",
        "notes, x"
    })
    void refusesWhatDoesNotExist(String name, String value) throws Exception {
        String[] form = name.equals(TYPE) ? new String[] {name, value} : new String[] {TYPE, shortlisted, name, value};
        HttpResponse<String> answer = client.loxo("POST", "/person_events", form);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Client.json(answer).at("/errors/0").textValue()).contains(name);
        assertThat(sandbox.loxo().events()).isEmpty();
    }

    @Test
    void refusesAnEventWithoutAType() throws Exception {
        assertThat(client.loxo("POST", "/person_events", PERSON, ana).statusCode())
                .isEqualTo(422);
        sandbox.loxo().setup().remove("activity_types", "Shortlisted");
        assertThat(client.loxo("POST", "/person_events", TYPE, shortlisted, PERSON, ana)
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void changesAndDeletesAnEvent() throws Exception {
        client.loxo("POST", "/person_events", TYPE, shortlisted, PERSON, ana, NOTES, "a");
        String path = "/person_events/" + sandbox.loxo().events().get(0).id();
        assertThat(client.loxo("PUT", path, NOTES, "b").statusCode()).isEqualTo(422);
        assertThat(client.loxo("PUT", path, TYPE, shortlisted, NOTES, "b").statusCode())
                .isEqualTo(200);
        assertThat(sandbox.loxo().events()).singleElement().satisfies(event -> {
            assertThat(event.notes()).isEqualTo("b");
            assertThat(event.personId()).isEqualTo(Long.parseLong(ana));
        });
        assertThat(client.loxo("DELETE", path).statusCode()).isEqualTo(200);
        assertThat(client.loxo("GET", path).statusCode()).isEqualTo(404);
        assertThat(client.loxo("DELETE", path).statusCode()).isEqualTo(404);
    }

    @Test
    void listsThemByPersonTypeJobTextAndTime() throws Exception {
        String bea = Long.toString(client.create("Bea", "bea@example.com"));
        String note = Long.toString(sandbox.loxo().setup().idOf("activity_types", "Note Update"));
        client.loxo("POST", "/person_events", TYPE, shortlisted, PERSON, ana, JOB, job);
        client.loxo("POST", "/person_events", TYPE, note, PERSON, ana, NOTES, "Toggl Hire 7");
        client.loxo("POST", "/person_events", TYPE, note, PERSON, bea, "person_event[created_at]", "2020-01-01");
        List<Long> all = sandbox.loxo().events().stream().map(LoxoEvent::id).toList();
        assertThat(ids("?person_id=" + ana)).containsExactly(all.get(0), all.get(1));
        assertThat(ids("?activity_type_ids[]=" + note)).containsExactly(all.get(1), all.get(2));
        assertThat(ids("?job_ids[]=" + job)).containsExactly(all.get(0));
        assertThat(ids("?query=hire+7")).containsExactly(all.get(1));
        assertThat(ids("?created_at_end=2021-01-01")).containsExactly(all.get(2));
        assertThat(ids("?created_at_sort=desc")).containsExactly(all.get(2), all.get(1), all.get(0));
        assertThat(client.loxo("GET", "/person_events?created_at_sort=newest").statusCode())
                .isEqualTo(422);
        assertThat(client.loxo("GET", "/person_events?person=" + ana).statusCode())
                .isEqualTo(422);
    }

    @Test
    void scrollsThroughThem() throws Exception {
        for (int i = 0; i < 5; i++) {
            client.loxo("POST", "/person_events", TYPE, shortlisted, PERSON, ana);
        }
        JsonNode page = Client.json(client.loxo("GET", "/person_events?per_page=4&created_at_sort=desc"));
        client.loxo("POST", "/person_events", TYPE, shortlisted, PERSON, ana);
        String next = page.get("scroll_id").textValue();
        assertThat(ids("?per_page=4&created_at_sort=desc&scroll_id=" + next))
                .containsExactly(sandbox.loxo().events().get(0).id());
    }

    @Test
    void areRecordedThoughTheAnswerIsLost() {
        sandbox.loxoFaults().on("POST /person_events").then(Fault.dropAfter());
        assertThatThrownBy(() -> client.loxo("POST", "/person_events", TYPE, shortlisted, PERSON, ana))
                .isInstanceOf(IOException.class);
        assertThat(sandbox.loxo().events()).hasSize(1);
    }

    private List<Long> ids(String query) throws Exception {
        String safe = query.replace("[]", "%5B%5D");
        JsonNode list = Client.json(client.loxo("GET", "/person_events" + safe)).get("person_events");
        return StreamSupport.stream(list.spliterator(), false)
                .map(event -> event.get("id").longValue())
                .toList();
    }
}
