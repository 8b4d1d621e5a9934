package dev.intarsia.ingest.http;

import static dev.intarsia.ingest.http.IngestFixture.EVENT;
import static dev.intarsia.ingest.http.IngestFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator reads, and what strays get. */
class ProbesTest {
    private final IngestFixture ingest = new IngestFixture();

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldReportItsHealthAndReadiness() throws Exception {
        assertThat(ingest.send(ingest.request("/livez").GET()).statusCode()).isEqualTo(200);
        assertThat(ingest.send(ingest.request("/readyz").GET()).statusCode()).isEqualTo(200);

        ingest.unready().add("The broker is away.");
        HttpResponse<String> answer = ingest.send(ingest.request("/readyz").GET());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("The broker is away.");
        assertThat(ingest.send(ingest.request("/livez").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldCountEventsByOutcome() throws Exception {
        ingest.post("application/x-ndjson", EVENT + "\n" + EVENT + "\n{}");

        String metrics = ingest.send(ingest.request("/metrics").GET()).body();

        assertThat(metrics)
                .contains("intarsia_ingest_events_total{outcome=\"accepted\"} 2.0")
                .contains("intarsia_ingest_events_total{outcome=\"rejected\"} 1.0")
                .contains("intarsia_ingest_in_flight 0.0")
                .contains("method=\"POST\",route=\"/v1/events\",status=\"207\"");
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/events, 405", "POST, /v1/event, 404", "POST, /v1/users/u1, 405", "GET, /, 404"})
    void shouldAnswerOtherRoutesInJson(String method, String path, int status) throws Exception {
        HttpResponse<String> answer = ingest.send(ingest.request(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("errors").get(0).get("problem").textValue()).contains("is for no route");
    }
}
