package dev.intarsia.ingest.http;

import static dev.intarsia.ingest.http.IngestFixture.CAPACITY;
import static dev.intarsia.ingest.http.IngestFixture.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients are told while the broker is slow, full or away. */
class BrokerFailureTest {
    private final IngestFixture ingest = new IngestFixture();

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldAnswerOnlyWhenTheBrokerHasTheEvents() throws Exception {
        ingest.restart(false, CAPACITY);

        CompletableFuture<HttpResponse<String>> answer = ingest.sendAsync(ingest.request("/v1/events")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(EVENT)));
        await().until(() -> ingest.broker().producer().history().size() == 1);
        assertThat(answer).isNotDone();
        ingest.broker().producer().completeNext();

        assertThat(answer.join().statusCode()).isEqualTo(202);
    }

    @Test
    void shouldAnswer503WhenTheBrokerTakesOnlyPartOfABatch() throws Exception {
        ingest.restart(false, CAPACITY);

        CompletableFuture<HttpResponse<String>> answer = ingest.sendAsync(ingest.request("/v1/events")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(EVENT + "\n" + EVENT)));
        await().until(() -> ingest.broker().producer().history().size() == 2);
        ingest.broker().producer().completeNext();
        ingest.broker().producer().errorNext(new TimeoutException("expired"));

        assertThat(answer.join().statusCode()).isEqualTo(503);
        assertThat(answer.join().headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.join().body()).contains("Wrote 1 of 2 records").contains("Send all of them again");
    }

    @Test
    void shouldAnswer503WhenTheBrokerIsUnavailable() throws Exception {
        ingest.broker().producer().partitionsForException =
                new TimeoutException("Topic events not present in metadata");

        HttpResponse<String> answer = ingest.post("application/json", EVENT);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void shouldAnswer429WhenTooMuchIsInFlightAndRecover() throws Exception {
        ingest.restart(false, 2);
        CompletableFuture<HttpResponse<String>> first = ingest.sendAsync(ingest.request("/v1/events")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(EVENT + "\n" + EVENT)));
        await().until(() -> ingest.broker().producer().history().size() == 2);

        HttpResponse<String> second = ingest.post("application/json", EVENT);

        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        ingest.broker().producer().completeNext();
        ingest.broker().producer().completeNext();
        assertThat(first.join().statusCode()).isEqualTo(202);
    }

    @Test
    void shouldRefuseABatchThatCanNeverFit() throws Exception {
        ingest.restart(true, 2);

        HttpResponse<String> answer = ingest.post("application/x-ndjson", (EVENT + "\n").repeat(3));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("send at most 2 at once");
    }
}
