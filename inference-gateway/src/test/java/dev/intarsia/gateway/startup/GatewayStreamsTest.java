package dev.intarsia.gateway.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.state.StateLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayStreamsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"session.timeout.ms, long", "num.stream.threads, many", "metric.reporters, none.Such", "poll.ms, often"
    })
    void shouldLeaveTheStateDirectoryToOthersWhereItCannotBeMade(String key, String value) {
        GatewayConfig config = GatewayConfig.SETTINGS.with(
                Map.of("state.directory", directory.toString(), "kafka.properties." + key, value));

        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(() -> new GatewayStreams(
                        config, new Topology(), List.of(), Topics.standard().events(), () -> {}))
                .withStackTraceContaining(value);

        assertThatCode(() -> StateLock.take(directory, config.kafka().applicationId())
                        .close())
                .doesNotThrowAnyException();
    }
}
