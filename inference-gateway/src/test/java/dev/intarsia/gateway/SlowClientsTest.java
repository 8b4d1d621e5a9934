package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are slow or say nothing, and the others, who must not notice. */
@Timeout(60)
class SlowClientsTest {
    private static final String SLOW_BODY =
            "POST /v1/completions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{";
    private static final Duration USUAL = Duration.ofSeconds(3);

    @AutoClose
    private static ServedGateway gateway;

    private final List<RawConnection> attackers = new ArrayList<>();

    @BeforeAll
    static void serve(@TempDir Path directory) throws IOException {
        gateway = new ServedGateway(
                directory,
                Map.of(
                        "http.max-connections", "40",
                        "http.max-connections-per-address", "30",
                        "http.header-timeout", "2s",
                        "http.slow-grace", "2s"));
    }

    @AfterEach
    void end() throws IOException {
        for (RawConnection each : attackers) {
            each.close();
        }
    }

    @Test
    void shouldAnswerOthersWhileManyBodiesAreIncomplete() throws IOException {
        attack(200, SLOW_BODY);

        expectUsualAnswers();
    }

    @Test
    void shouldAnswerOthersWhileManyHeadersAreIncomplete() throws IOException {
        attack(200, "GET /v1/models HTTP/1.1\r\nHost:");

        expectUsualAnswers();
    }

    @Test
    void shouldAnswerOthersWhileManyConnectionsSayNothing() throws IOException {
        attack(200, "");

        expectUsualAnswers();
    }

    @Test
    void shouldAnswerOperatorsOnAPortOfTheirOwn() throws IOException {
        attack(60, SLOW_BODY);

        for (String path : List.of("/livez", "/readyz", "/metrics")) {
            assertThat(management(path)).as(path).isEqualTo(200);
        }
    }

    @Test
    void shouldTellAClientWhoseBodyIsTooSlow() throws IOException {
        RawConnection slow = new RawConnection(gateway.port()).send(SLOW_BODY);
        attackers.add(slow);

        String answer = slow.readAll();

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("body_too_slow");
    }

    @Test
    void shouldCloseAConnectionWhoseHeadersNeverEnd() throws IOException {
        RawConnection slow = new RawConnection(gateway.port()).send("GET /v1/models HTTP/1.1\r\n");
        attackers.add(slow);

        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> assertThatThrownBy(() -> slow.send("a: b\r\n")).isInstanceOf(IOException.class));
    }

    @Test
    void shouldCloseAConnectionWhoseClientTakesNoAnswers() throws IOException {
        RawConnection deaf = new RawConnection(gateway.port());
        attackers.add(deaf);

        // When the buffers between them are full, the server has to wait for this client.
        assertThatThrownBy(() -> {
                    while (true) {
                        deaf.get("/v1/models");
                    }
                })
                .isInstanceOf(IOException.class);
        expectUsualAnswers();
    }

    private void attack(int connections, String beginning) throws IOException {
        for (int i = 0; i < connections; i++) {
            attackers.add(new RawConnection(gateway.port()).send(beginning));
        }
    }

    private static void expectUsualAnswers() throws IOException {
        for (String path : List.of("/livez", "/v1/models", "/v1/status")) {
            assertThat(gateway.send(request(path).build()).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        String body = "{\"model\":\"tiny\",\"prompt\":\"Film:\",\"max_tokens\":4}";
        HttpRequest text = request("/v1/completions")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(gateway.send(text).statusCode()).isEqualTo(200);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.url(path))).timeout(USUAL);
    }

    private static int management(String path) {
        return gateway.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + path))
                        .timeout(USUAL)
                        .build())
                .statusCode();
    }
}
