package dev.intarsia.ingest.http;

import static dev.intarsia.ingest.http.IngestFixture.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, silent or wrong, and the others, who must not notice. */
@Timeout(60)
class SlowClientsTest {
    private static final String HEAD = "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    private static final Duration USUAL = Duration.ofSeconds(3);

    private final IngestFixture ingest = new IngestFixture();
    private final List<Socket> attackers = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket each : attackers) {
            each.close();
        }
        ingest.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "POST /v1/events HTTP/1.1\r\nHost:", HEAD + "Content-Length: 5000\r\n\r\n{"})
    void shouldTakeEventsWhileManyOthersDoNotComeToTheirEnd(String beginning) throws Exception {
        for (int i = 0; i < 200; i++) {
            Socket attacker = new Socket("127.0.0.1", ingest.port());
            attackers.add(attacker);
            attacker.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        }

        HttpResponse<String> answer = ingest.send(ingest.request("/v1/events")
                .header("Content-Type", "application/json")
                .timeout(USUAL)
                .POST(BodyPublishers.ofString(EVENT)));

        assertThat(answer.statusCode()).isEqualTo(202);
        for (String path : List.of("/livez", "/readyz", "/metrics")) {
            HttpRequest.Builder probe = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + ingest.managementPort() + path))
                    .timeout(USUAL);
            assertThat(ingest.send(probe).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void shouldTellAClientWhoseBodyIsTooSlow() throws IOException {
        assertThat(ingest.rawWhole(HEAD + "Content-Length: 5000\r\n\r\n{"))
                .startsWith("HTTP/1.1 408 ")
                .contains("came too slowly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc", "Content-Length: -1\r\n\r\n"})
    void shouldSayThatABodyIsMalformed(String rest) throws IOException {
        assertThat(ingest.rawWhole(HEAD + rest))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"field\":\"request\"")
                .contains("cannot be read");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET     | /v1/events           | 405 | OPTIONS, POST
            OPTIONS | /v1/users/u1         | 204 | DELETE, OPTIONS
            OPTIONS | /v1/users/u1/consent | 204 | OPTIONS, PUT
            """)
    void shouldTellWhichMethodsARouteHas(String method, String path, int status, String allowed) throws Exception {
        HttpResponse<String> answer = ingest.send(ingest.request(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Allow")).contains(allowed);
    }
}
