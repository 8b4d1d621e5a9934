package dev.intarsia.assembler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.service.state.StateInUseException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblerServiceTest {
    @TempDir
    Path state;

    @Test
    void shouldRunWithoutABrokerAndSayThatItIsNotReady() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            try (AssemblerService service = service("0")) {
                service.start();

                assertThat(service.isReady()).isFalse();
                assertThat(status(service, "/readyz")).isEqualTo(503);
                assertThat(status(service, "/livez")).isEqualTo(200);
                assertThat(service.meters().scrape()).contains("intarsia_assembler_pool_pieces 0.0");
            }
        });
    }

    @Test
    void shouldCloseWithoutHavingStarted() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> service("0").close());
    }

    @Test
    void shouldServeItsMeters() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            try (AssemblerService service = service("0")) {
                service.start();

                assertThat(get(service, "/metrics").body()).contains("intarsia_assembler_pool_pieces 0.0");
            }
        });
    }

    @Test
    void shouldKnowTheEarlierPathsNoMore() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            try (AssemblerService service = service("0")) {
                service.start();

                assertThat(status(service, "/live")).isEqualTo(404);
                assertThat(status(service, "/ready")).isEqualTo(404);
            }
        });
    }

    @Test
    void shouldRefuseToStartBesideAnotherOnOnePort() {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try (AssemblerService first = service("0")) {
                first.start();
                String port = Integer.toString(first.managementPort());
                try (AssemblerService second = service(port)) {
                    assertThatExceptionOfType(IllegalArgumentException.class)
                            .isThrownBy(second::start)
                            .withMessageContaining(port)
                            .withMessageContaining("management.port");
                }
            }
        });
    }

    @Test
    void shouldNameTheProcessThatHasTheStateDirectory() {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try (AssemblerService first = service("0");
                    AssemblerService second = service("0")) {
                first.start();

                assertThatExceptionOfType(StateInUseException.class)
                        .isThrownBy(second::start)
                        .withMessageContaining(
                                Long.toString(ProcessHandle.current().pid()))
                        .withMessageContaining(state.toString())
                        .withMessageContaining("state.directory");
            }
        });
    }

    private AssemblerService service(String managementPort) {
        return new AssemblerService(AssemblerConfig.SETTINGS.with(Map.of(
                "kafka.bootstrap-servers",
                "localhost:1",
                "schema-registry.url",
                "http://localhost:1",
                "state.directory",
                state.toString(),
                "management.port",
                managementPort)));
    }

    private static int status(AssemblerService service, String path) throws Exception {
        return get(service, path).statusCode();
    }

    private static HttpResponse<String> get(AssemblerService service, String path) throws Exception {
        URI uri = URI.create("http://localhost:" + service.managementPort() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
