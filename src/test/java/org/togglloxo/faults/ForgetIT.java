package org.togglloxo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.togglloxo.candidate.Address;
import org.togglloxo.cli.ProcessTest;
import org.togglloxo.sandbox.SandboxOptions;
import org.togglloxo.sandbox.loxo.agency.PersonSeed;

/** Whoever was forgotten has left no byte behind in any file. */
class ForgetIT extends ProcessTest {

    @Override
    protected SandboxOptions.Builder services() {
        return SandboxOptions.builder().candidates(150);
    }

    @BeforeEach
    void start() {
        Hopefuls.hireEverybody(sandbox);
    }

    @Test
    void noIdNoAddressAndNoHashRemainsInAnyFile() {
        // the first, one in the middle and the last: rows at the start, amid and at the end of a page
        List<String> ids = List.of(at(0), at(70), at(149));
        program.here("sync", "--once").exits(0);
        // a second outcome, so that there is a history to erase
        ids.forEach(id -> sandbox.toggl().change(id, candidate -> candidate.put("name", "Changed Name")));
        program.here("sync", "--once").exits(0);

        for (String id : ids) {
            List<String> traces = traces(id);
            assertThat(traces).hasSizeGreaterThanOrEqualTo(4);
            assertThat(filesWith(traces.get(0))).as("known before").isNotEmpty();
            program.run("forget", address(id)).exits(0);
            assertThat(traces).allSatisfy(trace -> assertThat(filesWith(trace))
                    .as("files with %s of candidate %s", trace, id)
                    .isEmpty());
        }
        assertThat(program.here("explain", ids.get(0)).out()).doesNotContain("created");
    }

    @Test
    void bytesThatMustRemainForNowAreSaidAndTheNextForgetErasesThem() throws SQLException {
        program.here("sync", "--once", "--limit", "20").exits(0);
        String id = at(5);
        try (Connection reader = DriverManager.getConnection(
                        "jdbc:sqlite:" + program.folder().resolve("data/ledger.db"));
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT COUNT(*) FROM candidate").close();
            assertThat(program.here("forget", id).exits(1).errors())
                    .singleElement()
                    .asString()
                    .contains("erased", "write-ahead log could not be emptied", "Run forget again");
        }
        program.here("forget", id).exits(0);
        assertThat(filesWith(id)).isEmpty();
    }

    @Test
    void otherCandidatesOfTheSamePersonStayKnown() {
        String first = at(3);
        String second = sandbox.toggl().addSharing(first);
        sandbox.toggl().change(second, candidate -> candidate.put("hire_state", "possible-hire"));
        program.here("sync", "--once").exits(0);

        program.here("forget", first).exits(0);
        assertThat(filesWith(first)).isEmpty();
        JsonNode next = Hopefuls.assertAddsUp(
                program.here("sync", "--once", "--output", "json").exits(0).json());
        assertThat(next.get("unchanged").intValue()).isEqualTo(150);
        assertThat(next.get("created").intValue()).isZero();
        assertThat(sandbox.loxo().duplicates()).isEmpty();
    }

    private String at(int index) {
        return sandbox.toggl().candidateIds().get(index);
    }

    private String address(String id) {
        return sandbox.toggl().candidate(id).orElseThrow().get("email").textValue();
    }

    /** All that leads to somebody: the id in Toggl Hire and the one in Loxo, the addresses and their hashes. */
    private List<String> traces(String id) {
        PersonSeed person = sandbox.loxo().peopleByAddress(address(id)).get(0);
        List<String> traces = new ArrayList<>(List.of(id, Long.toString(person.id())));
        for (String address : person.emails()) {
            traces.add(address.toLowerCase(Locale.ROOT));
            traces.add(Address.hash(address));
        }
        return traces;
    }

    private List<Path> filesWith(String trace) {
        return program.leftBehind().entrySet().stream()
                .filter(file -> new String(file.getValue(), StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT)
                        .contains(trace))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }
}
