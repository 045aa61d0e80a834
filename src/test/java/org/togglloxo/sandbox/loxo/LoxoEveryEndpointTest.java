package org.togglloxo.sandbox.loxo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.togglloxo.sandbox.Client;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** Whatever is published is answered, and with the strictness of the rest. */
class LoxoEveryEndpointTest {

    private static Sandbox sandbox;
    private static Client client;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults());
        client = new Client(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    static Stream<String> published() throws IOException {
        List<String> operations = new ArrayList<>();
        try (InputStream in = Sandbox.class.getResourceAsStream("/org/togglloxo/loxo/mapping/loxo-parameters.json")) {
            new ObjectMapper().readTree(in).fieldNames().forEachRemaining(operations::add);
        }
        return operations.stream().filter(operation -> !operation.contains("/webhooks"));
    }

    @ParameterizedTest
    @MethodSource("published")
    void refusesAParameterThatIsNotPublished(String operation) throws Exception {
        String method = operation.split(" ")[0];
        String path = operation.split(" ")[1].replaceAll("\\{\\w+}", "1");
        assertThat(client.loxo(method, path + "?nonsense=1").statusCode()).isEqualTo(422);
        if (!method.equals("GET")) {
            assertThat(client.loxo(method, path, "nonsense", "1").statusCode()).isEqualTo(422);
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void answersOrSaysWhatIsWrong(String operation) throws Exception {
        String method = operation.split(" ")[0];
        String path = operation.split(" ")[1].replaceAll("\\{\\w+}", "1");
        boolean isList = method.equals("GET") && !operation.contains("{");
        assertThat(client.loxo(method, path).statusCode()).isIn(isList ? List.of(200) : List.of(200, 404, 422));
        assertThat(sandbox.unexpected()).isEmpty();
    }
}
