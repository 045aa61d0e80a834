package org.togglloxo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.togglloxo.sync.queue.QueueMessage;
import org.togglloxo.sync.queue.QueueUri;

/** What goes into a queue that several nodes share, and comes out of it. */
class QueueMessageTest {

    private static Message put(String workspace) {
        Message message = new DefaultMessage(new DefaultCamelContext());
        message.setHeader("Authorization", "Bearer secret");
        new QueueMessage(7, workspace, JsonNodeFactory.instance.objectNode().put("id", 100245)).putInto(message);
        return message;
    }

    @Test
    void comesOutAsItWentIn() {
        Message message = put("");
        assertThat(message.getBody(String.class))
                .isEqualTo("{\"run\":7,\"workspace\":\"\",\"candidate\":{\"id\":100245}}");
        assertThat(QueueMessage.parse(message.getBody(String.class))).hasValueSatisfying(came -> {
            assertThat(came.run()).isEqualTo(7);
            assertThat(came.togglId()).isEqualTo("100245");
        });
    }

    @Test
    void takesNoHeaderOfTheListingAlong() {
        assertThat(put("").getHeaders()).containsOnlyKeys("kafka.KEY");
    }

    @Test
    void goesByWorkspaceAndId() {
        assertThat(put("").getHeader("kafka.KEY")).isEqualTo("100245");
        assertThat(put("acme").getHeader("kafka.KEY")).isEqualTo("acme/100245");
    }

    @Test
    void isAboutNobodyOfAnotherWorkspace() {
        assertThat(QueueMessage.togglId(put("acme"), "acme")).contains("100245");
        assertThat(QueueMessage.togglId(put("acme"), "beta")).isEmpty();
        assertThat(QueueMessage.togglId(put("acme"), "")).isEmpty();
        assertThat(QueueMessage.togglId(put(""), "")).contains("100245");
        assertThat(QueueMessage.togglId(put(""), "acme")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "7",
                "null",
                "[]",
                "{\"run\":0,\"workspace\":\"\",\"candidate\":{\"id\":1}}",
                "{\"run\":\"x\",\"workspace\":\"\",\"candidate\":{\"id\":1}}",
                "{\"run\":1,\"workspace\":\"\",\"candidate\":{}}",
                "{\"run\":1,\"candidate\":{\"id\":1}}"
            })
    void whatSomebodyElseWroteIsNone(String text) {
        assertThat(QueueMessage.parse(text)).isEmpty();
    }

    @Test
    void eachWorkspaceReadsTheWholeTopic() {
        assertThat(new QueueUri("kafka:people")
                        .complete(24, Duration.ofSeconds(45), "acme")
                        .text())
                .contains("groupId=toggl-loxo-acme&");
        assertThat(new QueueUri("kafka:people?groupId=ours&brokers=one:9092")
                        .complete(24, Duration.ofSeconds(45), "acme")
                        .text())
                .startsWith("kafka:people?groupId=ours-acme&brokers=one:9092&")
                .doesNotContain("toggl-loxo");
    }

    @Test
    void aTopicIsReadSoThatNobodyIsLost() {
        String complete = new QueueUri("kafka:people?brokers=one:9092&pollTimeoutMs=7")
                .complete(24, Duration.ofSeconds(45), "")
                .text();
        assertThat(complete)
                .startsWith("kafka:people?brokers=one:9092&pollTimeoutMs=7&groupId=toggl-loxo&")
                .contains("autoCommitEnable=false", "allowManualCommit=true", "autoOffsetReset=earliest")
                .contains("maxPollRecords=24", "sessionTimeoutMs=45000", "maxPartitionFetchBytes=131072")
                .doesNotContain("pollTimeoutMs=100");
        assertThat(new QueueUri("seda:x")
                        .complete(24, Duration.ofSeconds(45), "")
                        .text())
                .isEqualTo("seda:x");
    }
}
