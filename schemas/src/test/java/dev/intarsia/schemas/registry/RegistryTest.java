package dev.intarsia.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {
    private static final RetryPolicy SHORT =
            new RetryPolicy(Duration.ofMillis(300), Duration.ofMillis(10), Duration.ofMillis(50));
    private static final String UNKNOWN = "{\"error_code\":40403,\"message\":\"Schema not found\"}";
    private static final byte[] RECORD =
            ByteBuffer.allocate(9).put((byte) 0).putInt(1).array();

    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private Registry registry;

    private record Reply(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            Reply reply = replies.size() > 1 ? replies.poll() : replies.element();
            byte[] body = reply.body().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        registry = Registry.connect("http://127.0.0.1:" + server.getAddress().getPort(), Map.of(), SHORT);
    }

    @AfterEach
    void stop() {
        registry.close();
        server.stop(0);
    }

    @Test
    void shouldAskAgainUntilTheRegistryIsBack() {
        replies.add(new Reply(503, "starting"));
        replies.add(new Reply(500, "{\"error_code\":50001,\"message\":\"store not ready\"}"));
        replies.add(new Reply(404, "no such page"));
        replies.add(new Reply(200, "{\"schema\":\"\\\"string\\\"\"}"));

        assertThat(read())
                .isInstanceOfSatisfying(
                        ReadResult.Unreadable.class,
                        bad -> assertThat(bad.cause()).hasMessageContaining("cannot be read as BehaviorEvent"));
        assertThat(asked).hasValue(4);
    }

    @Test
    void shouldNotRetryAnAnswer() {
        replies.add(new Reply(404, UNKNOWN));

        assertThat(read())
                .isInstanceOfSatisfying(
                        ReadResult.Unreadable.class,
                        bad -> assertThat(bad.cause()).hasMessageContaining("schema id 1"));
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429, 404})
    void shouldNeverBlameTheRecordForAnOutage(int status) {
        replies.add(new Reply(status, "out"));

        assertThatThrownBy(this::read)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(registry.url())
                .hasMessageContaining("schema id 1")
                .hasMessageContaining("Check that it runs");
        assertThat(asked).hasValueGreaterThan(2);
    }

    @Test
    void shouldSuspectAMissingPathInTheAddressWhereThePageIsUnknown() {
        replies.add(new Reply(404, "no such page"));

        assertThatThrownBy(this::read)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("such as /apis/ccompat/v7");
    }

    @Test
    void shouldNeverBlameTheRecordWhereNothingListens() {
        server.stop(0);

        assertThatThrownBy(this::read)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("refused");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void shouldReportARefusalAtOnce(int status) {
        replies.add(new Reply(status, "{\"error_code\":" + status + "01,\"message\":\"who are you\"}"));

        assertThatThrownBy(this::read)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("credentials");
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldStopAskingWhenInterrupted() {
        replies.add(new Reply(503, "out"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::read).isInstanceOf(RegistryUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private ReadResult<BehaviorEvent> read() {
        return new AvroSerdes(registry)
                .readings(Topics.standard().events())
                .deserializer()
                .deserialize("events", RECORD);
    }
}
