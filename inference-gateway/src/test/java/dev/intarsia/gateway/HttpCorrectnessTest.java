package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP promises to clients, whichever way they use their connection. */
@Timeout(60)
class HttpCorrectnessTest {
    private static final String MODEL = "org/films";
    private static final String TEXT =
            "{\"model\":\"org/films\",\"prompt\":\"Film:\",\"max_tokens\":%d,\"logit_bias\":{\"2\":-100},\"stream\":%b}";
    /** Longer than the gateway waits before it looks for its client. */
    private static final int LONG = 800;

    @AutoClose
    private static ServedGateway gateway;

    @BeforeAll
    static void serve(@TempDir Path directory) throws IOException {
        gateway = new ServedGateway(
                directory,
                Map.of("model.name", MODEL, "http.allowed-origins", "https://shop.example,https://other.example"));
    }

    @Test
    void shouldAnswerAClientThatHasEndedItsOwnSide() throws IOException {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            connection.post("/v1/completions", TEXT.formatted(LONG, false)).endOutput();

            String answer = connection.readAll();

            assertThat(answer).startsWith("HTTP/1.1 200 OK");
            assertThat(body(answer).at("/usage/completion_tokens").asInt()).isEqualTo(LONG);
        }
    }

    @Test
    void shouldStreamToTheEndToAClientThatHasEndedItsOwnSide() throws IOException {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            connection.post("/v1/completions", TEXT.formatted(LONG, true)).endOutput();

            String answer = connection.readAll();

            assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("data: [DONE]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n"})
    void shouldAnswerARequestThatIsSentWhileAnotherIsAnswered(String before) throws IOException {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            connection.post("/v1/completions", TEXT.formatted(LONG, true));
            String begin = connection.readUntil("data: ");
            connection.send(before).get("/v1/models");

            String rest = connection.readUntil("[DONE]") + connection.readUntil("\"list\"");

            assertThat(begin).startsWith("HTTP/1.1 200 OK");
            assertThat(rest).contains("HTTP/1.1 200 OK").doesNotContain("malformed");
        }
    }

    @Test
    void shouldAnswerManyRequestsThatAreSentTogetherInTheirOrder() throws IOException {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            for (int tokens = 1; tokens <= 40; tokens++) {
                connection.post("/v1/completions", TEXT.formatted(tokens, false));
            }

            for (int tokens = 1; tokens <= 40; tokens++) {
                assertThat(connection.readUntil("\"total_tokens\"")).contains("\"completion_tokens\":" + tokens + ",");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\nabc",
                "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc",
                "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
                "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "Content-Length: -3\r\n\r\nabcd",
                "Content-Length: 99999999999999999999\r\n\r\nabcd",
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void shouldSayThatABodyIsMalformed(String rest) throws IOException {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            connection.send("POST /v1/completions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + rest);

            String answer = connection.readAll();

            assertThat(answer).startsWith("HTTP/1.1 400 ");
            assertThat(body(answer).at("/error/code").asText()).isEqualTo("malformed_request");
        }
    }

    @Test
    void shouldSayThatABodyEndsTooEarly() throws IOException {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            connection
                    .send("POST /v1/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\n{")
                    .endOutput();

            String answer = connection.readAll();

            assertThat(answer).startsWith("HTTP/1.1 400 ");
            assertThat(body(answer).at("/error/code").asText()).isEqualTo("malformed_request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Expect: 100-continue\r\n"})
    void shouldRefuseALargeBodyBeforeItIsSent(String more) throws IOException {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            connection.send(
                    "POST /v1/completions HTTP/1.1\r\nHost: a\r\n" + more + "Content-Length: 999999999\r\n\r\n");

            String answer = connection.readUntil("body_too_large");

            assertThat(answer).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void shouldAskForTheBodyOfAClientThatWaits() throws IOException {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            String body = TEXT.formatted(1, false);
            connection.send("POST /v1/completions HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
                    + body.length() + "\r\n\r\n");

            assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            assertThat(connection.send(body).readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate", "zstd", "gzip, identity"})
    void shouldNameAnEncodingItDoesNotTake(String encoding) {
        HttpResponse<String> response = gateway.send(request("/v1/completions")
                .header("Content-Encoding", encoding)
                .POST(HttpRequest.BodyPublishers.ofString("abc"))
                .build());

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("'" + encoding + "'").contains("unsupported_encoding");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET     | /v1/completions       | 405 | OPTIONS, POST
            DELETE  | /v1/models            | 405 | GET, HEAD, OPTIONS
            PUT     | /v1/users/ada/adapter | 405 | GET, HEAD, OPTIONS
            DELETE  | /v1/users/ada/assignment | 405 | GET, HEAD, OPTIONS
            OPTIONS | /v1/chat/completions  | 204 | OPTIONS, POST
            OPTIONS | /v1/models/org/films  | 204 | GET, HEAD, OPTIONS
            PROPFIND | /v1/models           | 405 | GET, HEAD, OPTIONS
            """)
    void shouldTellWhichMethodsARouteHas(String method, String path, int status, String allowed) {
        HttpResponse<String> response = gateway.send(request(path)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Allow")).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/v1/models/org/films", "/livez", "/v1/users/ada/adapter"})
    void shouldTellTheLengthOfWhatGetWouldAnswer(String path) {
        HttpResponse<String> head = gateway.send(request(path)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

        int length = gateway.get(path).body().length();
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains(Integer.toString(length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models/org/films", "/v1/models/org%2Ffilms"})
    void shouldFindAModelWhoseNameHasASlash(String path) {
        HttpResponse<String> response = gateway.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ServedGateway.json(response).path("id").asText()).isEqualTo(MODEL);
    }

    @Test
    void shouldLetOnlyPagesOfAllowedOriginsCall() {
        HttpResponse<String> allowed = gateway.send(
                request("/v1/models").header("Origin", "https://shop.example").build());
        HttpResponse<String> preflight = gateway.send(request("/v1/completions")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization, content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build());
        HttpResponse<String> other = gateway.send(request("/v1/models")
                .header("Origin", "https://shop.example.evil")
                .build());

        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElse(""))
                .containsIgnoringCase("authorization")
                .contains("*");
        assertThat(other.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/%2e%2e/livez",
                "/v1/models;a=b",
                "/v1//models",
                "/v1/models/%00",
                "/v1/users/a%2e%2e%2fb/adapter",
                "/v1/users/a%2e%2e%2fb/assignment",
                "/../../etc/passwd",
                "/v1/./models"
            })
    void shouldNotBeLedAstrayByPaths(String path) throws IOException {
        String answer =
                ServedGateway.sent(gateway.port(), "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        String status = answer.substring(9, 12);
        assertThat(Set.of("200", "400", "404")).contains(status);
        assertThat(body(answer).isObject()).isTrue();
    }

    private static JsonNode body(String answer) {
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        if (answer.contains("chunked")) {
            return ServedGateway.json(dechunked(body));
        }
        return ServedGateway.json(body);
    }

    private static String dechunked(String body) {
        StringBuilder whole = new StringBuilder();
        String rest = body;
        while (true) {
            int line = rest.indexOf("\r\n");
            int size = Integer.parseInt(rest.substring(0, line), 16);
            if (size == 0) {
                return whole.toString();
            }
            whole.append(rest, line + 2, line + 2 + size);
            rest = rest.substring(line + 2 + size + 2);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.url(path)));
    }
}
