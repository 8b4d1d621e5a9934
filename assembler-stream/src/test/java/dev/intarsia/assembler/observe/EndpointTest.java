package dev.intarsia.assembler.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PiecePool;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicBoolean ready = new AtomicBoolean();
    private final Endpoint endpoint = new Endpoint(0, registry, ready::get);

    @BeforeEach
    void start() {
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void shouldServeTheMetersOfTheAssembler() throws Exception {
        AssemblerMetrics metrics = new AssemblerMetrics(registry);
        metrics.duplicate();
        metrics.poolInUse(PiecePool.empty("base", GateKind.GRADIENT));

        assertThat(get("/metrics").body())
                .contains("intarsia_assembler_signatures_duplicate_total 1.0")
                .contains("intarsia_assembler_assignments_total{cause=\"history\"} 0.0")
                .contains("intarsia_assembler_pool_pieces 0.0")
                .contains("intarsia_assembler_age_seconds_bucket");
    }

    @Test
    void shouldBeReadyOnlyWhileUsersAreWorkedOn() throws Exception {
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/live").statusCode()).isEqualTo(200);

        ready.set(true);

        assertThat(get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSayWhichPortCannotBeHad() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new Endpoint(endpoint.port(), registry, ready::get))
                .withMessageContaining(Integer.toString(endpoint.port()))
                .withMessageContaining("metrics.port");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + endpoint.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
