package dev.intarsia.ingest.http;

import static dev.intarsia.ingest.http.IngestFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.ingest.publish.RecordedBroker;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ErasureKey;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Consents and erasures, and that neither ever meets another user than the one in the path. */
class UsersRouteTest {
    private final IngestFixture ingest = new IngestFixture();

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldWriteConsents() throws Exception {
        HttpResponse<String> answer = ingest.putConsent("u1", "{\"granted\":true,\"shareRatio\":0.25}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("shareRatio").doubleValue()).isEqualTo(0.25);
        assertThat(ingest.broker().consents()).singleElement().satisfies(consent -> {
            assertThat(consent.getUser()).isEqualTo("u1");
            assertThat(consent.getGranted()).isTrue();
            assertThat(consent.getShareRatio()).isEqualTo(0.25);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                      | granted    | is missing
                    {"granted":"yes"}                       | granted    | is a string
                    {"granted":null}                        | granted    | is null
                    {"granted":true,"shareRatio":1.01}      | shareRatio | from 0 to 1
                    {"granted":true,"shareRatio":-0.1}      | shareRatio | from 0 to 1
                    {"granted":true,"shareRatio":1e999}     | shareRatio | from 0 to 1
                    {"granted":true,"shareRatio":"all"}     | shareRatio | is a string
                    {"granted":true,"granted":false}        | granted    | twice
                    {"granted":true,"ratio":1}              | ratio      | not a known field
                    [true]                                  | body       | is an array
                    """)
    void shouldRefuseConsentsNamingTheField(String body, String field, String problem) throws Exception {
        HttpResponse<String> answer = ingest.putConsent("u1", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("errors").get(0).get("field").textValue()).isEqualTo(field);
        assertThat(json(answer).get("errors").get(0).get("problem").textValue()).contains(problem);
        assertThat(ingest.broker().consents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"u1, u1", "a%2Fb, a/b", "50%25, 50%", "%C3%A9t%C3%A9, été", "a%20b, a b", "a+b, a+b", "a;b=c, a;b=c"})
    void shouldEraseTheUserInThePath(String encoded, String user) throws Exception {
        HttpResponse<String> answer =
                ingest.send(ingest.request("/v1/users/" + encoded).DELETE());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(ingest.broker().records(RecordedBroker.TOPICS.consents()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(user);
                    assertThat(record.value()).isNull();
                });
    }

    @Test
    void shouldAnswerAnErasureWithAReceiptThatNamesNobodyOnTheLog() throws Exception {
        HttpResponse<String> answer =
                ingest.send(ingest.request("/v1/users/somebody").DELETE());

        JsonNode receipt = json(answer);
        Instant moment = Instant.parse(receipt.path("moment").asText());
        assertThat(receipt.path("id").asText()).isEqualTo(ErasureKey.erasure("somebody", moment));
        ProducerRecord<byte[], byte[]> erasure = ingest.broker()
                .records(RecordedBroker.TOPICS.consents())
                .findFirst()
                .orElseThrow();
        assertThat(erasure.timestamp()).isEqualTo(moment.toEpochMilli());
        assertThat(receipt.path("removes").findValuesAsText("where"))
                .contains("events", "adapters", "pieces", "signatures", "dead-letters");
        assertThat(Instant.parse(receipt.path("removes").path(0).path("finalBy").asText()))
                .as("events")
                .isBeforeOrEqualTo(moment.plus(Duration.ofDays(1)));
        assertThat(ingest.broker().records(RecordedBroker.TOPICS.erasures()))
                .singleElement()
                .satisfies(record -> assertThat(new String(record.key(), StandardCharsets.ISO_8859_1)
                                + new String(record.value(), StandardCharsets.ISO_8859_1))
                        .startsWith(receipt.path("id").asText() + "/request")
                        .doesNotContain("somebody"));
    }

    @Test
    void shouldEraseOneEventWithAReceiptOfItsOwn() throws Exception {
        HttpResponse<String> answer =
                ingest.send(ingest.request("/v1/users/a%2Fb/events/e%201").DELETE());

        JsonNode receipt = json(answer);
        Instant moment = Instant.parse(receipt.path("moment").asText());
        ConsentKey erased = ConsentKey.of("a/b", "e 1");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(receipt.path("user").asText()).isEqualTo("a/b");
        assertThat(receipt.path("event").asText()).isEqualTo("e 1");
        assertThat(receipt.path("id").asText()).isEqualTo(ErasureKey.erasure(erased, moment));
        assertThat(ingest.broker().records(RecordedBroker.TOPICS.consents()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("a/b\te 1");
                    assertThat(record.partition())
                            .isEqualTo(RecordedBroker.TOPICS.signatures().partition("a/b", 4));
                    assertThat(record.value()).isNull();
                    assertThat(record.timestamp()).isEqualTo(moment.toEpochMilli());
                });
        assertThat(json(ingest.send(ingest.request(
                                "/v1/erasures/" + receipt.path("id").asText())))
                        .path("complete")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void shouldRefuseAnEventThatThereCannotBe() throws Exception {
        HttpResponse<String> answer =
                ingest.send(ingest.request("/v1/users/ada/events/a%09b").DELETE());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/errors/0/field").asText()).isEqualTo("id");
        assertThat(json(answer).at("/errors/0/problem").asText()).contains("control character");
        assertThat(ingest.broker().records(RecordedBroker.TOPICS.consents())).isEmpty();
    }

    @Test
    void shouldSayWhatHasBeenDoneForAnErasure() throws Exception {
        String id = json(ingest.send(ingest.request("/v1/users/u1").DELETE()))
                .path("id")
                .asText();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        JsonNode asked = json(ingest.send(ingest.request("/v1/erasures/" + id)));
        ingest.erasures()
                .put(new ErasureProgress(
                        id,
                        ErasureKey.TRAINER_EVENTS,
                        now,
                        now,
                        Map.of("events", 3L),
                        Map.of(),
                        true,
                        now.plusSeconds(1)));
        JsonNode done = json(ingest.send(ingest.request("/v1/erasures/" + id)));

        assertThat(asked.path("complete").asBoolean()).isFalse();
        assertThat(asked.path("parts").findValuesAsText("part")).containsExactly("request");
        assertThat(done.path("complete").asBoolean()).isTrue();
        assertThat(done.at("/parts/1/removed/events").asLong()).isEqualTo(3);
    }

    @Test
    void shouldKnowNoErasureThatWasNotAskedFor() throws Exception {
        HttpResponse<String> early = ingest.send(ingest.request("/v1/erasures/0123"));
        ingest.erasures().caughtUp();
        HttpResponse<String> later = ingest.send(ingest.request("/v1/erasures/0123"));

        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(later.statusCode()).isEqualTo(404);
        assertThat(later.body()).contains("is of no erasure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%20", "%00", "a%0Ab", "%FF", "a%C3", "%", "%zz", ".", "..", "%2e%2e", "a/../b", "x/%2e%2e/y"})
    void shouldNeverEraseAnotherUserForAnUnusualPath(String encoded) throws Exception {
        String line = ingest.raw("DELETE /v1/users/" + encoded + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(line).startsWith("HTTP/1.1 4");
        assertThat(ingest.broker().producer().history()).isEmpty();
    }

    @Test
    void shouldRefuseUserIdsThatAreTooLong() throws Exception {
        HttpResponse<String> answer =
                ingest.send(ingest.request("/v1/users/" + "u".repeat(129)).DELETE());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("shorten it to 128");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE /v1/users/%zz HTTP/1.1\r\nHost: a",
                "DELETE /v1/users/a%00b HTTP/1.1\r\nHost: a",
                "DELETE /v1/users/a HTTP/1.1\r\nno header",
                "PUT /v1/users/a/consent HTTP/1.1\r\nHost: a\r\nContent-Length: x",
                "D@LETE /v1/users/a HTTP/1.1\r\nHost: a"
            })
    void shouldReportInJsonWhatTheServerCannotRead(String head) throws Exception {
        String answer = ingest.rawWhole(head + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("content-type: application/json");
        JsonNode error = new ObjectMapper()
                .readTree(answer.substring(answer.indexOf("\r\n\r\n")))
                .path("errors")
                .path(0);
        assertThat(error.path("field").textValue()).isEqualTo("request");
        assertThat(error.path("problem").textValue()).startsWith("cannot be read: ");
    }
}
