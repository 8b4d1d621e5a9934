package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers that take longer than a connection may be idle. */
@Timeout(60)
class LongAnswersTest {
    private static final String BODY =
            "{\"model\":\"tiny\",\"prompt\":\"Film:\",\"max_tokens\":1500,\"logit_bias\":{\"2\":-100}}";

    @AutoClose
    private static ServedGateway gateway;

    @BeforeAll
    static void serve(@TempDir Path directory) throws IOException {
        gateway = new ServedGateway(directory, Map.of("http.idle-timeout", "200ms"));
    }

    @Test
    void shouldNotEndAConnectionThatWaitsForItsAnswer() throws IOException {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            long begin = System.nanoTime();
            connection.post("/v1/completions", BODY);

            String answer = connection.readUntil("\"total_tokens\"");

            assertThat(System.nanoTime() - begin).as("the answer takes longer").isGreaterThan(200_000_000L);
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"completion_tokens\":1500");
        }
    }

    @Test
    void shouldEndAConnectionOnWhichNothingMoves() throws IOException {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            assertThat(connection.readAll()).isEmpty();
        }
    }
}
