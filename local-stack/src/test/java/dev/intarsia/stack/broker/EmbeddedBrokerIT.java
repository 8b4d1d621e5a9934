package dev.intarsia.stack.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.stack.datadir.DataDirectoryException;
import dev.intarsia.stack.port.Port;
import dev.intarsia.stack.port.PortInUseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final TopicPartition ANSWERS = new TopicPartition("answers", 0);

    @TempDir
    Path data;

    @Test
    void shouldKeepItsRecordsAcrossAStop() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.anywhere(data))) {
            write(broker.bootstrapServers(), "one", "two");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.anywhere(data))) {
            assertThat(read(broker.bootstrapServers(), 2)).containsExactly("one", "two");
        }
    }

    @Test
    void shouldKeepItsRecordsWhenKilled() throws Exception {
        Process process = program(data);
        try (BufferedReader out = process.inputReader(UTF_8)) {
            String ready = out.readLine();
            assertThat(ready).startsWith("READY ");
            write(ready.substring("READY ".length()), "one", "two", "three");
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.anywhere(data))) {
            assertThat(read(broker.bootstrapServers(), 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void shouldRefuseAFolderThatABrokerIsUsing() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.anywhere(data))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.anywhere(data)))
                    .as("beside %s", broker.bootstrapServers())
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining("another process");
        }
    }

    @Test
    void shouldRefuseATakenPortAndLeaveItsFolderFree() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(Port.HOST))) {
            BrokerSettings settings =
                    new BrokerSettings(data, new Port(other.getLocalPort(), "broker.port"), Port.any());

            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("broker.port");
        }
        EmbeddedBroker.start(BrokerSettings.anywhere(data)).close();
    }

    private static Process program(Path data) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProgram.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void write(String bootstrapServers, String... values) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(ANSWERS.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(ANSWERS.topic(), "key", value))
                        .get();
            }
        }
    }

    private static List<String> read(String bootstrapServers, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(ANSWERS));
            consumer.seekToBeginning(List.of(ANSWERS));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
