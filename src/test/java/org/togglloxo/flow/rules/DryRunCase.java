package org.togglloxo.flow.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.togglloxo.flow.FilesFolder;
import org.togglloxo.flow.FlowTest;

/** Somebody else who would get what is sent. */
abstract class DryRunCase extends FlowTest {

    final Set<String> received = new ConcurrentSkipListSet<>();
    HttpServer elsewhere;
    FilesFolder files;
    Path written;

    @BeforeEach
    void somebodyElse() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            received.add(exchange.getRequestURI().getPath().substring(1));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        elsewhere.start();
        Path own = Files.createDirectories(folder.resolve("own"));
        written = own.resolve("written");
        files = FilesFolder.in(own);
    }

    @AfterEach
    void stop() {
        elsewhere.stop(0);
    }

    String url() {
        return "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/";
    }

    String steps(String file) {
        return """
                - setVariable:
                    name: kept
                    simple: "${body}"
                - setBody:
                    constant: told
                - to:
                    uri: "URLto"
                - toD:
                    uri: "URLtoD?dummy=${variable.nothing}"
                - toD:
                    uri: "URLtoD-uncached?dummy=${variable.nothing}"
                    cacheSize: -1
                - wireTap:
                    uri: "URLwireTap"
                - recipientList:
                    constant: "URLrecipientList"
                - recipientList:
                    constant: "URLrecipientList-uncached"
                    cacheSize: -1
                - routingSlip:
                    constant: "URLroutingSlip"
                - multicast:
                    steps:
                      - to:
                          uri: "URLmulticast"
                - to:
                    uri: "kamelet:tell-them?path=FILE/kamelet"
                - to:
                    uri: "file:WRITTEN?fileName=FILE"
                - setBody:
                    variable: kept
                - removeHeaders:
                    pattern: "*"
                """.replace("URL", url() + file + "/")
                .replace("FILE", file)
                .replace("WRITTEN", written.toString())
                .indent(8);
    }

    void requireSilence(String doing) {
        assertThat(received).as(doing).isEmpty();
        assertThat(written).as(doing).doesNotExist();
    }
}
