package dev.intarsia.tests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.stack.services.LocalStack;
import dev.intarsia.stack.services.StackSettings;
import dev.intarsia.stack.services.StackSettings.Ports;
import dev.intarsia.stack.services.StackSettings.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators see of each service of a whole stack. */
class ManagementIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path directory;

    private static LocalStack stack;

    @BeforeAll
    static void startTheStack() throws IOException {
        Map<String, String> shape = Map.of("model.rank", "4", "model.alpha", "4", "model.precision", "fp32");
        stack = LocalStack.start(
                new StackSettings(
                        directory.resolve("data"),
                        TinyCheckpoint.UNDECIDED.write(directory.resolve("checkpoint")),
                        Ports.any(),
                        StackSettings.PARTITIONS,
                        Map.of(Service.TRAINER_CONSUMER, shape, Service.INFERENCE_GATEWAY, shape)),
                step -> {});
    }

    @AfterAll
    static void stopTheStack() {
        stack.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ingest, intarsia_ingest_in_flight",
        "trainer-consumer, intarsia_trainer_lag",
        "assembler-stream, intarsia_assembler_pool_pieces",
        "inference-gateway, intarsia_gateway_"
    })
    void shouldServeProbesAndMetersOnAPortOfItsOwn(String service, String meter) throws Exception {
        URI management = stack.managementUrls().get(service);

        assertThat(get(management, "/livez").statusCode()).isEqualTo(200);
        assertThat(get(management, "/readyz").statusCode()).isEqualTo(200);
        assertThat(get(management, "/metrics").body()).contains(meter);
        for (String earlier : new String[] {"/live", "/ready", "/healthz"}) {
            assertThat(get(management, earlier).statusCode()).as(earlier).isEqualTo(404);
        }
        assertThat(stack.managementUrls().values()).doesNotHaveDuplicates();
    }

    private static HttpResponse<String> get(URI root, String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(root.resolve(path)).build(), BodyHandlers.ofString());
    }
}
