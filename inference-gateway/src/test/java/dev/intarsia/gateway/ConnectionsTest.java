package dev.intarsia.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that go away, and more clients than places. */
class ConnectionsTest {
    private static final int MANY = 4000;
    private static final Duration SOON = Duration.ofSeconds(20);

    @AutoClose
    private static ServedGateway gateway;

    @BeforeAll
    static void serve(@TempDir Path directory) throws IOException {
        gateway = new ServedGateway(directory, Map.of("generation.slots", "1", "generation.queue", "1"));
    }

    @Test
    void shouldTakeBackAStreamWhoseClientHasGone() throws IOException {
        long before = generated();
        try (Socket socket = send(true)) {
            readUntilData(socket);
        }

        await().atMost(SOON).until(() -> running() == 0);
        assertThat(generated() - before).isLessThan(MANY);
        assertThat(gateway.get("/metrics").body()).contains("intarsia_gateway_abandoned_total");
    }

    @Test
    void shouldTakeBackAWholeAnswerWhoseClientHasGone() throws IOException {
        long before = generated();
        try (Socket socket = send(false)) {
            assertThat(socket.isConnected()).isTrue();
            await().atMost(SOON).until(() -> running() == 1);
        }

        await().atMost(SOON).until(() -> running() == 0);
        assertThat(generated() - before).isLessThan(MANY);
    }

    @Test
    void shouldRefuseWhatHasNoPlaceAndSayWhenToComeBack() throws IOException {
        try (Socket running = send(true)) {
            readUntilData(running);
            try (Socket waiting = send(true)) {
                assertThat(waiting.isConnected()).isTrue();
                await().atMost(SOON)
                        .until(() -> status().at("/generation/waiting").asInt() == 1);

                HttpResponse<String> refused =
                        gateway.post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"a\",\"max_tokens\":1}");

                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.headers().firstValue("Retry-After")).contains("1");
                assertThat(ServedGateway.json(refused).at("/error/code").asText())
                        .isEqualTo("queue_full");
                assertThat(ServedGateway.json(refused).at("/error/type").asText())
                        .isEqualTo("rate_limit_error");
            }
        }
        await().atMost(SOON).until(() -> running() == 0);
    }

    private static Socket send(boolean stream) throws IOException {
        Socket socket = new Socket("127.0.0.1", gateway.port());
        String body = "{\"model\":\"tiny\",\"prompt\":\"Film:\",\"max_tokens\":" + MANY
                + ",\"logit_bias\":{\"2\":-100},\"stream\":" + stream + "}";
        socket.getOutputStream()
                .write(("POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(UTF_8));
        return socket;
    }

    private static void readUntilData(Socket socket) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        String line = reader.readLine();
        assertThat(line).isEqualTo("HTTP/1.1 200 OK");
        while (!line.startsWith("data: ")) {
            line = reader.readLine();
        }
    }

    private static JsonNode status() {
        return ServedGateway.json(gateway.get("/v1/status"));
    }

    private static int running() {
        return status().at("/generation/running").asInt();
    }

    private static long generated() {
        return status().at("/generation/tokens").asLong();
    }
}
