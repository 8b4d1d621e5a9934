package dev.intarsia.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.ingest.erase.ErasureLog;
import dev.intarsia.ingest.publish.RecordedBroker;
import dev.intarsia.service.http.HttpBounds;
import dev.intarsia.tasks.Tasks;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Good requests, damaged at random from a fixed seed: each is taken or refused, none breaks the service. */
class MutatedRequestsTest {
    private static final int REQUESTS = 1_500;
    private static final List<String> GOOD = List.of("""
            {"eventId":"e1","user":"u1","time":1600000000000,"task":"movie-rating","input":{"title":"Heat","year":"1995"},"output":"4.0"}""", """
            {"user":"ü\\u00e9","time":"2020-01-01T00:00:00+01:00","task":"next-movie","input":{"liked":"A; B; \\ud83c\\udfac"},"output":"D\\n"}""");
    private static final List<String> SCRAPS = List.of(
            "\"user\":\"u2\",",
            "null",
            "{}",
            "[[[[",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "1e309",
            "-",
            "9".repeat(80),
            "\u2028",
            "\r\n",
            "}{",
            ",",
            ":",
            "\"input\":",
            "\"task\":\"nope\",",
            "true",
            " ",
            "\uFEFF",
            "\"\":1,",
            "x".repeat(5000));

    private final Random random = new Random(20261120);
    private final HttpClient client = HttpClient.newHttpClient();
    private final RecordedBroker broker = new RecordedBroker(true);
    private final IngestServer server = new IngestServer(
            new HttpBounds("127.0.0.1", 0, 1 << 16, IngestFixture.LIMITS, Set.of()),
            new HttpBounds("127.0.0.1", 0, 4096, IngestFixture.LIMITS, Set.of()),
            new EventRules(Tasks.bundled(), EventLimits.standard(), Clock.systemUTC()),
            Clock.systemUTC(),
            broker.publisher(1000),
            new ErasureLog(),
            List::of,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));

    @AfterEach
    void close() {
        server.close();
        broker.close();
    }

    @Test
    void shouldAcceptOrRefuseMutatedRequestsWithTheirError() throws Exception {
        server.start();
        int accepted = 0;
        for (int i = 0; i < REQUESTS; i++) {
            boolean lines = random.nextInt(3) == 0;
            byte[] body = body(lines ? 1 + random.nextInt(4) : 1);
            HttpResponse<String> answer = post(body, lines ? "application/x-ndjson" : "application/json");
            String sent = "request " + i + ": " + new String(body, UTF_8);
            assertThat(answer.statusCode()).as(sent).isIn(202, 207, 400);
            JsonNode counts = new ObjectMapper().readTree(answer.body());
            accepted += counts.path("accepted").intValue();
            assertThat(counts.get("errors").isEmpty()).as(sent).isEqualTo(answer.statusCode() == 202);
            for (JsonNode error : counts.get("errors")) {
                assertThat(error.get("field").textValue()).as(sent).isNotNull();
                assertThat(error.get("problem").textValue()).as(sent).contains(";");
            }
        }
        assertThat(broker.events()).hasSize(accepted);
        assertThat(accepted).as("some damage does no harm, most does").isBetween(REQUESTS / 50, REQUESTS);
    }

    private byte[] body(int lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < lines; i++) {
            out.writeBytes(mutated(GOOD.get(random.nextInt(GOOD.size())).getBytes(UTF_8)));
            out.write('\n');
        }
        return out.toByteArray();
    }

    private byte[] mutated(byte[] good) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(4); i > 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            int to = at + random.nextInt(Math.min(12, bytes.length - at));
            bytes = switch (random.nextInt(5)) {
                case 0 -> spliced(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
                case 1 -> spliced(bytes, at, to, new byte[0]);
                case 2 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
                case 3 ->
                    spliced(
                            bytes,
                            at,
                            at,
                            SCRAPS.get(random.nextInt(SCRAPS.size())).getBytes(UTF_8));
                default ->
                    spliced(
                            bytes,
                            at,
                            to,
                            SCRAPS.get(random.nextInt(SCRAPS.size())).getBytes(UTF_8));
            };
        }
        return bytes;
    }

    /** The bytes with those from {@code from} to {@code to} replaced. */
    private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(instead);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    private HttpResponse<String> post(byte[] body, String type) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/events"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
