package dev.intarsia.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementServerTest {
    private final AtomicBoolean live = new AtomicBoolean(true);
    private final AtomicBoolean ready = new AtomicBoolean();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ManagementServer server = server(0);

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldTellWhetherTheServiceIsReady() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/livez").statusCode()).isEqualTo(200);

        ready.set(true);

        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).isEqualTo("{\"status\":\"ready\"}");
    }

    @Test
    void shouldTellWhetherTheServiceHasToBeStartedAnew() throws Exception {
        live.set(false);

        assertThat(get("/livez").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldServeTheMetersInPrometheusFormat() throws Exception {
        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.body()).isEqualTo("drops_total 7.0\n");
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain; version=0.0.4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/live", "/ready", "/healthz", "/", "/metrics/all"})
    void shouldAnswer404ForAnyOtherPath(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldNameTheKeyWhereItsPortIsTaken() {
        try (ManagementServer second = server(server.port())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("management.port")
                    .hasMessageContaining(Integer.toString(server.port()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void shouldNameTheKeyOfAPortThatThereIsNot(int port) {
        assertThatThrownBy(() -> settings(port).bounds())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("management.port is " + port);
    }

    private ManagementServer server(int port) {
        return new ManagementServer(
                settings(port).bounds(), ManagementServer.Probes.of(live::get, ready::get, () -> "drops_total 7.0\n"));
    }

    private static ManagementSettings settings(int port) {
        return new ManagementSettings() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return port;
            }
        };
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
