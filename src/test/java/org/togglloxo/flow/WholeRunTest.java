package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.bean.BeanComponent;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Who is in Loxo after a run, and what it costs. */
class WholeRunTest extends FlowTest {

    private Map<Long, PersonSeed> people() {
        return flow.loxo().people().stream()
                .collect(Collectors.toMap(PersonSeed::id, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    private List<ExpectedPerson> expectations() {
        return flow.toggl().candidateIds().stream()
                .map(id -> ExpectedPerson.of(flow.toggl().candidate(id).orElseThrow()))
                .toList();
    }

    /** How often each endpoint about people was called. */
    private Map<String, Long> peopleCalls() {
        Map<String, Long> calls = new TreeMap<>(flow.loxo().counts());
        calls.keySet().removeIf(operation -> !operation.matches("\\w+ /people(/.*)?"));
        return calls;
    }

    @Test
    void whatABeanCanDoIsKnownAgainByEveryStepWhileTheRoutesAreBuilt() {
        flow.betweenEmptyServices();

        BeanComponent beans = flow.flow().context().getComponent("bean", BeanComponent.class);

        // none without it being started first: then each step looks through all methods of its bean
        assertThat(beans.getCurrentBeanCacheSize()).isGreaterThan(5);
    }

    @Test
    void firstRunLeavesExactlyTheRightPeople() {
        flow.between(options -> options.candidates(250).knownPeople(25));
        Map<Long, PersonSeed> before = people();
        List<ExpectedPerson> expectations = expectations();

        RunRow run = flow.run();

        Map<Long, PersonSeed> expected = new TreeMap<>(before);
        long created = 0;
        long updated = 0;
        for (ExpectedPerson someone : expectations) {
            List<PersonSeed> now = flow.loxo().people().stream()
                    .filter(person -> person.emails().stream()
                            .anyMatch(own -> someone.emails().stream().anyMatch(own::equalsIgnoreCase)))
                    .toList();
            assertThat(now).as("people who are %s", someone).hasSizeLessThanOrEqualTo(1);
            if (!now.isEmpty() && before.containsKey(now.get(0).id())) {
                PersonSeed was = before.get(now.get(0).id());
                if (someone.isDelivered()) {
                    expected.put(was.id(), someone.asFilledInto(was, now.get(0)));
                    updated++;
                }
            } else if (someone.createsPerson()) {
                assertThat(now).as("people who are %s", someone).hasSize(1);
                expected.put(now.get(0).id(), someone.asCreated(now.get(0)));
                created++;
            } else {
                assertThat(now).as("people who are %s", someone).isEmpty();
            }
        }
        assertThat(people()).containsExactlyEntriesOf(expected);
        assertThat(flow.loxo().duplicates()).isEmpty();
        assertThat(FlowFixture.counts(run))
                .isEqualTo(Map.of("created", created, "updated", updated, "skipped", 250 - created - updated));
        assertThat(run.exitCode()).isZero();
        assertThat(run.total()).isEqualTo(250);
        assertThat(expectations)
                .as("something of everything")
                .extracting(ExpectedPerson::lane)
                .contains("shortlist", "review", "rejected", "undecided");
        assertThat(expectations).anyMatch(someone -> someone.emails().size() == 2);
    }

    @Test
    void secondRunMakesNoCallAboutPeople() {
        flow.between(options -> options.candidates(120).knownPeople(10));
        RunRow first = flow.run();
        flow.loxo().forgetCalls();
        RunRow second = flow.run();
        assertThat(flow.loxo().counts())
                .as("whether the key is good, and whose agency it is")
                .isEqualTo(Map.of("GET /jobs", 1L));
        flow.endProcess();
        RunRow third = flow.run();

        assertThat(flow.loxo().counts()).isEqualTo(Map.of("GET /jobs", 2L));
        Map<String, Long> counts = FlowFixture.counts(first);
        assertThat(FlowFixture.counts(second))
                .isEqualTo(Map.of(
                        "unchanged", counts.get("created") + counts.get("updated"), "skipped", counts.get("skipped")))
                .isEqualTo(FlowFixture.counts(third));
        assertThat(second.exitCode()).isZero();
    }

    static Stream<Named<Consumer<ObjectNode>>> changes() {
        return Stream.of(
                Named.of("rejected after all", candidate -> candidate.put("hire_state", "rejected")),
                Named.of("a score below the border", candidate -> candidate.put("score", 59)),
                Named.of(
                        "another phone",
                        candidate -> candidate.putObject("contact_info").put("phone", "+1 555 0199 77")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void oneChangedCandidateCausesCallsForThatOneAlone(Consumer<ObjectNode> change) {
        flow.between(options -> options.candidates(30));
        String changing = flow.toggl().add(someone("changing@example.com"));
        flow.run();
        long id = person("changing@example.com").id();
        flow.loxo().forgetCalls();

        flow.toggl().change(changing, change);
        RunRow run = flow.run();

        assertThat(FlowFixture.counts(run)).containsEntry("updated", 1L).doesNotContainKey("created");
        assertThat(flow.loxo().calls())
                .filteredOn(call ->
                        call.path().startsWith("/people") || !call.method().equals("GET"))
                .allMatch(call -> call.about().equals(Long.toString(id)));
        assertThat(peopleCalls()).isEqualTo(Map.of("GET /people/{id}", 1L, "PUT /people/{id}", 1L));
        ExpectedPerson now = ExpectedPerson.of(flow.toggl().candidate(changing).orElseThrow());
        assertThat(person("changing@example.com").tags()).containsExactly(now.tag());
        assertThat(person("changing@example.com").phones()).isEqualTo(now.phones());
    }

    @Test
    void decidedAtLastIsDeliveredByTheNextRun() {
        flow.between(options -> options.candidates(10));
        String waiting = flow.toggl().add(someone("late@example.com").inState(""));
        flow.run();
        assertThat(flow.loxo().peopleByAddress("late@example.com")).isEmpty();

        flow.toggl().change(waiting, candidate -> candidate.put("hire_state", "possible-hire"));
        assertThat(FlowFixture.counts(flow.run())).containsEntry("created", 1L);
        assertThat(person("late@example.com").tags()).containsExactly("toggl:shortlist");
    }

    @Test
    void someoneWhoSubmittedLateAndStandsInTheMiddleOfTheListIsNotMissed() {
        flow.between(options -> options.candidates(30));
        flow.run();
        String amid = flow.toggl()
                .candidate(flow.toggl().candidateIds().get(10))
                .orElseThrow()
                .get("started_at")
                .textValue();

        flow.toggl().add(someone("amid@example.com").and(candidate -> candidate.put("started_at", amid)));
        assertThat(FlowFixture.counts(flow.run())).containsEntry("created", 1L);
        assertThat(person("amid@example.com").name()).isEqualTo("Some One");
    }

    @Test
    void newPersonCostsAtMostThreeCallsWithOneAddressAndFourWithTwo() {
        flow.betweenEmptyServices().toggl().add(someone("one@example.com"));
        flow.run();
        assertThat(peopleCalls()).isEqualTo(Map.of("GET /people", 1L, "POST /people", 1L, "PUT /people/{id}", 1L));

        flow.loxo().forgetCalls();
        flow.toggl().add(someone("two@example.com").contact("contact_email", "home@example.com"));
        flow.run();
        assertThat(peopleCalls()).isEqualTo(Map.of("GET /people", 2L, "POST /people", 1L, "PUT /people/{id}", 1L));
        assertThat(person("two@example.com").emails()).containsExactly("home@example.com", "two@example.com");
    }

    @Test
    void runsThatAreAskedForAtOnceFollowEachOther() {
        flow.between(options -> options.candidates(40).latency(Duration.ofMillis(10)));
        List<RunRow> runs = flow.runTwiceAtOnce();
        assertThat(FlowFixture.counts(runs.get(1))).containsKeys("created", "skipped");
        assertThat(FlowFixture.counts(runs.get(0))).containsOnlyKeys("unchanged", "skipped");
        assertThat(runs).allMatch(run -> run.listed() == 40);
        assertThat(runs.get(0).startedAt()).isGreaterThanOrEqualTo(runs.get(1).endedAt());
        assertThat(flow.loxo().duplicates()).isEmpty();
    }

    @Test
    void noMoreCandidatesAreListedThanTheLimitSays() {
        flow.between(options -> options.candidates(30).togglPageLimit(10))
                .set("toggl.page-size", "10")
                .limit(15);
        RunRow run = flow.run();
        assertThat(run.listed()).isEqualTo(15);
        assertThat(run.exitCode()).isZero();
        assertThat(flow.toggl().countOf("GET /candidates")).isEqualTo(2);
    }

    @Test
    void workersAreAtWorkAtOnceWhileTheListIsStillRead() {
        flow.between(options -> options.candidates(60).togglPageLimit(20).latency(Duration.ofMillis(20)))
                .set("toggl.page-size", "20")
                // so small that the list cannot be read to its end before somebody is delivered
                .set("sync.queue", "seda:candidates?size=5&blockWhenFull=true&concurrentConsumers={{sync.workers}}");
        flow.run();
        assertThat(flow.loxo().mostInFlight()).isGreaterThan(1).isLessThanOrEqualTo(4);
        Instant firstDelivery = flow.loxo().calls().stream()
                .filter(call -> call.path().startsWith("/people"))
                .findFirst()
                .orElseThrow()
                .at();
        assertThat(flow.toggl().calls())
                .filteredOn(call -> call.path().endsWith("/candidates"))
                .last()
                .satisfies(call -> assertThat(call.at()).isAfter(firstDelivery));
    }
}
