package org.togglloxo.faults.nodes;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real Kafka broker as a process of its own, which can be killed and started again. */
final class KafkaBroker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final int port = freePort();
    private final int controller = freePort();
    private Process process;

    private KafkaBroker(Path folder) {
        this.folder = folder;
    }

    static KafkaBroker start(Path folder) {
        KafkaBroker broker = new KafkaBroker(folder);
        broker.format();
        broker.begin();
        return broker;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path properties() {
        return folder.resolve("server.properties");
    }

    private void format() {
        try {
            Files.createDirectories(folder);
            Files.writeString(properties(), """
                    process.roles=broker,controller
                    node.id=1
                    controller.quorum.voters=1@127.0.0.1:%2$d
                    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                    controller.listener.names=CONTROLLER
                    log.dirs=%3$s
                    offsets.topic.replication.factor=1
                    offsets.topic.num.partitions=1
                    group.initial.rebalance.delay.ms=0
                    auto.create.topics.enable=false
                    """.formatted(port, controller, folder.resolve("data")));
            Process format = java(
                    "kafka.tools.StorageTool",
                    "format",
                    "-t",
                    "ZV6yY1o2QcmPzXfQfXg3Bw",
                    "-c",
                    properties().toString());
            if (!format.waitFor(1, TimeUnit.MINUTES) || format.exitValue() != 0) {
                throw new IllegalStateException(Files.readString(folder.resolve("broker.log")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** After {@link #kill}: where it was. */
    void begin() {
        process = java("kafka.Kafka", properties().toString());
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            try (Admin admin = admin()) {
                return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
            }
        });
    }

    private Process java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MetaspaceSize=128m",
                "-cp",
                List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                        .filter(entry -> entry.endsWith(".jar") && !entry.contains("logback"))
                        .collect(Collectors.joining(File.pathSeparator))));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("broker.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    Admin admin() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", address());
        properties.put("default.api.timeout.ms", "5000");
        properties.put("request.timeout.ms", "4000");
        return Admin.create(properties);
    }

    void make(String topic, int partitions, Map<String, String> settings) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
                    .all()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What somebody else writes into a topic. */
    void write(String topic, String key, String text) {
        Map<String, Object> properties = Map.of("bootstrap.servers", address());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, text)).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
