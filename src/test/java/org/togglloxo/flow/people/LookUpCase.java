package org.togglloxo.flow.people;

import static org.togglloxo.flow.Candidates.someone;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.togglloxo.flow.FlowTest;
import org.togglloxo.flow.MovableClock;
import org.togglloxo.sandbox.fault.Fault;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;
import org.togglloxo.sandbox.message.Call;
import org.togglloxo.sandbox.message.Request;

/** Candidates who are looked up in groups. */
abstract class LookUpCase extends FlowTest {

    static final Predicate<Request> BATCH =
            request -> request.query("query") != null && request.query("query").contains(" OR ");

    final MovableClock clock = new MovableClock();

    @BeforeEach
    void chosenByTheProgram() {
        flow.set("loxo.lookup", "auto");
    }

    String candidate(String name) {
        return flow.toggl().add(someone(address(name)).contact("contact_email", home(name)));
    }

    static String address(String name) {
        return name + "@work.example";
    }

    static String home(String name) {
        return name + "@home.example";
    }

    /** People of another kind than the candidates, by whom a query can be proved. */
    void staff(int many) {
        for (int i = 0; i < many; i++) {
            flow.loxo().seed(PersonSeed.named("Staff").withEmail("staff%d@agency.example".formatted(i)));
        }
    }

    /** Something happens in Loxo just before a request is answered, once. */
    void before(Predicate<Request> request, Runnable event) {
        AtomicInteger seen = new AtomicInteger();
        flow.sandbox()
                .loxoFaults()
                .on(asked -> {
                    if (request.test(asked) && seen.getAndIncrement() == 0) {
                        event.run();
                    }
                    return false;
                })
                .then(Fault.status(500));
    }

    static Predicate<Request> on(String operation) {
        return request -> request.operation().equals(operation);
    }

    static boolean isBatch(Call call) {
        return call.query().getOrDefault("query", List.of("")).get(0).contains(" OR ");
    }
}
