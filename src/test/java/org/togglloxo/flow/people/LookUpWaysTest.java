package org.togglloxo.flow.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.togglloxo.flow.Candidates.someone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.flow.Candidates;
import org.togglloxo.flow.FlowFixture;
import org.togglloxo.sandbox.loxo.agency.AddressSearch;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Agencies made by chance: by whatever way people are found, in the end there are the same ones. */
@Timeout(120)
@Order(2)
class LookUpWaysTest {

    private static final List<String> HOSTS = List.of("work.example", "home.example", "mail.example", "post.test");

    @TempDir
    Path folder;

    /** A human, some of whose addresses Loxo knows, of one person or several, and who came to Toggl Hire by some. */
    private record Human(List<List<String>> people, List<List<String>> candidates) {}

    private record Agency(int strangers, AddressSearch search, Duration lag, List<Human> humans) {

        static Agency of(int seed) {
            Random random = new Random(seed);
            return new Agency(
                    List.of(0, 3, 150, 420).get(random.nextInt(4)),
                    AddressSearch.values()[random.nextInt(3)],
                    Duration.ofSeconds(random.nextInt(2) * 5L),
                    IntStream.range(0, 25 + random.nextInt(25))
                            .mapToObj(i -> human(random, i))
                            .toList());
        }

        private static Human human(Random random, int number) {
            // every other one shares a part of the address with somebody else
            String one = "p%d@%s".formatted(number, HOSTS.get(random.nextInt(4)));
            String other = "P%d@%s".formatted(number / 2 + 500, HOSTS.get(number % 2 + 2));
            return switch (random.nextInt(7)) {
                case 0 -> new Human(List.of(List.of(one)), List.of(List.of(one, other), List.of(one)));
                case 1 -> new Human(List.of(List.of(other)), List.of(List.of(one, other)));
                case 2 -> new Human(List.of(List.of(one), List.of(other)), List.of(List.of(one, other)));
                // who comes first decides which addresses a new person gets, so both have the same
                case 3 -> new Human(List.of(), List.of(List.of(one, other), List.of(other, one)));
                case 4 -> new Human(List.of(List.of(one.toUpperCase(Locale.ROOT))), List.of(List.of(one)));
                case 5 -> new Human(List.of(List.of(one, other)), List.of(List.of(one), List.of(other)));
                default -> new Human(List.of(), List.of(List.of(one)));
            };
        }
    }

    /** Everybody's addresses, and the reason with which each candidate ended. */
    private record End(List<List<String>> people, Map<String, String> reasons) {}

    private End end(Agency agency, String way) throws Exception {
        Path own = Files.createDirectories(folder.resolve(way));
        try (FlowFixture flow = new FlowFixture(own)) {
            flow.between(options ->
                            options.candidates(0).addressSearch(agency.search()).indexLag(agency.lag()))
                    .set("loxo.lookup", way);
            for (int i = 0; i < agency.strangers(); i++) {
                flow.loxo().seed(PersonSeed.named("Stranger").withEmail("s%d@agency%d.test".formatted(i, i % 9)));
            }
            for (Human human : agency.humans()) {
                for (List<String> addresses : human.people()) {
                    PersonSeed person = PersonSeed.named("Known");
                    for (String address : addresses) {
                        person = person.withEmail(address);
                    }
                    flow.loxo().seed(person);
                }
            }
            List<String> ids = new ArrayList<>();
            for (Human human : agency.humans()) {
                for (List<String> addresses : human.candidates()) {
                    Candidates.Edit candidate = someone(addresses.get(0));
                    ids.add(flow.toggl()
                            .add(
                                    addresses.size() > 1
                                            ? candidate.contact("contact_email", addresses.get(1))
                                            : candidate));
                }
            }
            flow.run();
            Map<String, String> reasons = new TreeMap<>();
            ids.forEach(id -> reasons.put(id, flow.known(id).reason()));
            List<List<String>> people = flow.loxo().people().stream()
                    .map(person -> person.emails().stream()
                            .map(address -> address.toLowerCase(Locale.ROOT))
                            .sorted()
                            .toList())
                    .sorted((left, right) -> left.toString().compareTo(right.toString()))
                    .toList();
            return new End(people, reasons);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void thereAreTheSamePeople(int seed) throws Exception {
        Agency agency = Agency.of(seed);
        End each = end(agency, "each");
        for (String way : List.of("batch", "walk", "auto")) {
            End other = end(agency, way);
            assertThat(other.reasons()).as("%s %s", way, agency).isEqualTo(each.reasons());
            assertThat(other.people()).as("%s %s", way, agency).isEqualTo(each.people());
        }
    }
}
