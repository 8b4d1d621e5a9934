package dev.intarsia.ingest.http;

import static dev.intarsia.ingest.http.IngestFixture.EVENT;
import static dev.intarsia.ingest.http.IngestFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.ingest.publish.RecordedBroker;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.topic.EventKey;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the route of events takes and refuses. */
class EventsRouteTest {
    private final IngestFixture ingest = new IngestFixture();

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldWriteAnEventUnderItsUser() throws Exception {
        HttpResponse<String> answer = ingest.post("application/json; charset=utf-8", EVENT);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"accepted\":1,\"rejected\":0,\"errors\":[],\"errorsLeftOut\":0}"));
        assertThat(ingest.broker().events()).singleElement().satisfies(event -> {
            assertThat(event.getUser()).isEqualTo("u1");
            assertThat(event.getOutput()).isEqualTo("4.0");
        });
        assertThat(ingest.broker().records(RecordedBroker.TOPICS.events()))
                .singleElement()
                .satisfies(record -> {
                    EventKey key = EventKey.parse(new String(record.key(), StandardCharsets.UTF_8));
                    assertThat(key.user()).isEqualTo("u1");
                    assertThat(key.eventId())
                            .isEqualTo(ingest.broker().events().get(0).getEventId());
                    assertThat(record.partition())
                            .isEqualTo(RecordedBroker.TOPICS.signatures().partition("u1", 4));
                });
    }

    @Test
    void shouldGiveARetriedEventTheSameId() throws Exception {
        ingest.post("application/json", EVENT);
        ingest.post("application/x-ndjson", EVENT + "\n");

        assertThat(ingest.broker().events())
                .extracting(BehaviorEvent::getEventId)
                .hasSize(2)
                .containsOnly(ingest.broker().events().get(0).getEventId());
    }

    @Test
    void shouldAcceptTheGoodLinesOfABatchAndListTheOthers() throws Exception {
        HttpResponse<String> answer = ingest.post(
                "application/x-ndjson",
                EVENT + "\n\n" + EVENT.replace("u1", "") + "\r\n{\n" + EVENT.replace("4.0", "9") + "\n"
                        + EVENT.replace("u1", "u2"));

        assertThat(answer.statusCode()).isEqualTo(207);
        JsonNode body = json(answer);
        assertThat(body.get("accepted").intValue()).isEqualTo(2);
        assertThat(body.get("rejected").intValue()).isEqualTo(3);
        assertThat(body.get("errors"))
                .extracting(
                        error -> error.get("line") + " " + error.get("field").textValue())
                .containsExactly("3 user", "4 body", "5 output");
        assertThat(ingest.broker().events()).extracting(BehaviorEvent::getUser).containsExactly("u1", "u2");
    }

    @Test
    void shouldRefuseABatchWithoutAGoodLine() throws Exception {
        HttpResponse<String> answer = ingest.post("application/x-ndjson", "{}\n".repeat(150));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("rejected").intValue()).isEqualTo(150);
        assertThat(json(answer).get("errors")).hasSize(100);
        assertThat(json(answer).get("errorsLeftOut").intValue()).isEqualTo(650);
        assertThat(ingest.broker().events()).isEmpty();
    }

    @Test
    void shouldSayWhichByteOfWhichLineIsNotUtf8() throws Exception {
        byte[] body = (EVENT + "\n{\"user\":\"?\"}").getBytes(StandardCharsets.UTF_8);
        body[EVENT.length() + 10] = (byte) 0xFF;

        HttpResponse<String> answer = ingest.send(ingest.request("/v1/events")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(body)));

        JsonNode error = json(answer).get("errors").get(0);
        assertThat(error.get("line").intValue()).isEqualTo(2);
        assertThat(error.get("problem").textValue()).contains("not UTF-8 at byte 10 (0xFF)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    application/json           | none                                | 400 | body         | is empty
                    application/x-ndjson       | none                                | 400 | body         | has no line
                    application/json           | []                                  | 400 | body         | is an array
                    application/json           | {"user":"u1"}                       | 400 | time         | is missing
                    application/json           | {"user":"u1","user":"u1"}           | 400 | user         | twice
                    text/plain                 | {}                                  | 415 | Content-Type | is text/plain; use application/json or
                    none                       | {}                                  | 415 | Content-Type | is missing
                    application/json; charset=latin1 | {}                            | 415 | Content-Type | has charset=latin1
                    """)
    void shouldAnswerABadBodyWithItsError(String type, String body, int status, String field, String problem)
            throws Exception {
        HttpResponse<String> answer = ingest.post(type, body == null ? "" : body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("errors")).anySatisfy(error -> {
            assertThat(error.get("field").textValue()).isEqualTo(field);
            assertThat(error.get("problem").textValue()).contains(problem);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
                    application/x-ndjson | UTF-8    | {~n "user": "u1"~n}          | holds JSON that is printed over several lines
                    application/x-ndjson | UTF-8    | [{"user": "u1"}]             | holds a JSON list
                    application/x-ndjson | UTF-8    | user,time~n1,2~n             | looks like a table
                    application/x-ndjson | UTF-16LE | {"user": "u1"}~n             | is text in UTF-16LE
                    application/json     | UTF-16   | {"user": "u1"}               | is text in UTF-16
                    application/json     | UTF-8    | <html><body>no</body></html> | is an HTML page
                    """)
    void shouldRefuseABodyOfAnotherFormatAsAWhole(String type, String charset, String body, String problem)
            throws Exception {
        HttpResponse<String> answer = ingest.send(ingest.request("/v1/events")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body.replace("~n", "\n").getBytes(charset))));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("errors")).singleElement().satisfies(error -> {
            assertThat(error.get("field").textValue()).isEqualTo("body");
            assertThat(error.get("problem").textValue()).startsWith(problem).contains(";");
        });
        assertThat(ingest.broker().events()).isEmpty();
    }

    @Test
    void shouldAcceptLinesBehindAByteOrderMark() throws Exception {
        HttpResponse<String> answer = ingest.post("application/x-ndjson", "\uFEFF" + EVENT + "\n");

        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRefuseABodyOverTheLimit(boolean announced) throws Exception {
        byte[] body = new byte[2 << 20];
        HttpRequest.BodyPublisher publisher = announced
                ? BodyPublishers.ofByteArray(body)
                : BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body));

        HttpResponse<String> answer = ingest.send(ingest.request("/v1/events")
                .header("Content-Type", "application/json")
                .POST(publisher));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).get("errors").get(0).get("problem").textValue()).contains("more than 1048576 bytes");
    }

    @Test
    void shouldRefuseCompressedBodies() throws Exception {
        HttpResponse<String> answer = ingest.send(ingest.request("/v1/events")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(EVENT)));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("send it unpacked");
    }
}
