package dev.intarsia.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.ingest.config.IngestConfig;
import dev.intarsia.ingest.event.EventLimits;
import dev.intarsia.ingest.event.EventRules;
import dev.intarsia.ingest.publish.RecordedBroker;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.Tasks;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestServerTest {
    private static final String EVENT =
            "{\"user\":\"u1\",\"time\":1600000000000,\"task\":\"movie-rating\",\"input\":{\"title\":\"Heat\"},\"output\":\"4.0\"}";
    private static final int BODY_LIMIT = 1 << 20;
    private static final int CAPACITY = 20_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> unready = new ArrayList<>();
    private RecordedBroker broker = new RecordedBroker(true);
    private IngestServer server = serve(CAPACITY);

    private IngestServer serve(int capacity) {
        EventRules rules = new EventRules(Tasks.bundled(), EventLimits.standard(), Clock.systemUTC());
        IngestServer started = new IngestServer(
                new IngestConfig.Http("127.0.0.1", 0, BODY_LIMIT, capacity),
                rules,
                Clock.systemUTC(),
                broker.publisher(capacity),
                () -> unready,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        started.start();
        return started;
    }

    private void restart(boolean acknowledging, int capacity) {
        close();
        broker = new RecordedBroker(acknowledging);
        server = serve(capacity);
    }

    @AfterEach
    void close() {
        server.close();
        broker.close();
    }

    @Test
    void writesAnEventUnderItsUser() throws Exception {
        HttpResponse<String> answer = post("application/json; charset=utf-8", EVENT);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"accepted\":1,\"rejected\":0,\"errors\":[],\"errorsLeftOut\":0}"));
        assertThat(broker.events()).singleElement().satisfies(event -> {
            assertThat(event.getUser()).isEqualTo("u1");
            assertThat(event.getOutput()).isEqualTo("4.0");
        });
        assertThat(broker.records(RecordedBroker.TOPICS.events()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("u1");
                    assertThat(record.partition())
                            .isEqualTo(RecordedBroker.TOPICS.events().partition("u1", 4));
                });
    }

    @Test
    void givesARetriedEventTheSameId() throws Exception {
        post("application/json", EVENT);
        post("application/x-ndjson", EVENT + "\n");

        assertThat(broker.events())
                .extracting(BehaviorEvent::getEventId)
                .hasSize(2)
                .containsOnly(broker.events().get(0).getEventId());
    }

    @Test
    void acceptsTheGoodLinesOfABatchAndListsTheOthers() throws Exception {
        HttpResponse<String> answer = post(
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
        assertThat(broker.events()).extracting(BehaviorEvent::getUser).containsExactly("u1", "u2");
    }

    @Test
    void refusesABatchWithoutAGoodLine() throws Exception {
        HttpResponse<String> answer = post("application/x-ndjson", "{}\n".repeat(150));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("rejected").intValue()).isEqualTo(150);
        assertThat(json(answer).get("errors")).hasSize(100);
        assertThat(json(answer).get("errorsLeftOut").intValue()).isEqualTo(650);
        assertThat(broker.events()).isEmpty();
    }

    @Test
    void saysWhichByteOfWhichLineIsNotUtf8() throws Exception {
        byte[] body = (EVENT + "\n{\"user\":\"?\"}").getBytes(StandardCharsets.UTF_8);
        body[EVENT.length() + 10] = (byte) 0xFF;

        HttpResponse<String> answer = send(request("/v1/events")
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
    void answersBadBodiesWithTheirFault(String type, String body, int status, String field, String problem)
            throws Exception {
        HttpResponse<String> answer = post(type, body == null ? "" : body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("errors")).anySatisfy(error -> {
            assertThat(error.get("field").textValue()).isEqualTo(field);
            assertThat(error.get("problem").textValue()).contains(problem);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesABodyOverTheLimit(boolean announced) throws Exception {
        byte[] body = new byte[2 << 20];
        HttpRequest.BodyPublisher publisher = announced
                ? BodyPublishers.ofByteArray(body)
                : BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body));

        HttpResponse<String> answer = send(
                request("/v1/events").header("Content-Type", "application/json").POST(publisher));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).get("errors").get(0).get("problem").textValue()).contains("more than 1048576 bytes");
    }

    @Test
    void refusesPackedBodies() throws Exception {
        HttpResponse<String> answer = send(request("/v1/events")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(EVENT)));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("send it unpacked");
    }

    @Test
    void answersOnlyWhenTheBrokerHasTheEvents() throws Exception {
        restart(false, CAPACITY);

        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                request("/v1/events")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(EVENT))
                        .build(),
                BodyHandlers.ofString());
        await().until(() -> broker.producer().history().size() == 1);
        assertThat(answer).isNotDone();
        broker.producer().completeNext();

        assertThat(answer.join().statusCode()).isEqualTo(202);
    }

    @Test
    void answers503WhenTheBrokerTakesOnlyAPart() throws Exception {
        restart(false, CAPACITY);

        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                request("/v1/events")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(EVENT + "\n" + EVENT))
                        .build(),
                BodyHandlers.ofString());
        await().until(() -> broker.producer().history().size() == 2);
        broker.producer().completeNext();
        broker.producer().errorNext(new TimeoutException("expired"));

        assertThat(answer.join().statusCode()).isEqualTo(503);
        assertThat(answer.join().headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.join().body()).contains("Wrote 1 of 2 records").contains("Send all of them again");
    }

    @Test
    void answers503WhenTheBrokerIsAway() throws Exception {
        broker.producer().partitionsForException = new TimeoutException("Topic events not present in metadata");

        HttpResponse<String> answer = post("application/json", EVENT);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void answers429WhenTooMuchIsOnItsWayAndRecovers() throws Exception {
        restart(false, 2);
        CompletableFuture<HttpResponse<String>> first = client.sendAsync(
                request("/v1/events")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(EVENT + "\n" + EVENT))
                        .build(),
                BodyHandlers.ofString());
        await().until(() -> broker.producer().history().size() == 2);

        HttpResponse<String> second = post("application/json", EVENT);

        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        broker.producer().completeNext();
        broker.producer().completeNext();
        assertThat(first.join().statusCode()).isEqualTo(202);
    }

    @Test
    void refusesABatchThatCanNeverFit() throws Exception {
        restart(true, 2);

        HttpResponse<String> answer = post("application/x-ndjson", (EVENT + "\n").repeat(3));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("send at most 2 at once");
    }

    @Test
    void writesConsents() throws Exception {
        HttpResponse<String> answer = putConsent("u1", "{\"granted\":true,\"shareRatio\":0.25}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("shareRatio").doubleValue()).isEqualTo(0.25);
        assertThat(broker.consents()).singleElement().satisfies(consent -> {
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
    void refusesConsentsNamingTheField(String body, String field, String problem) throws Exception {
        HttpResponse<String> answer = putConsent("u1", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("errors").get(0).get("field").textValue()).isEqualTo(field);
        assertThat(json(answer).get("errors").get(0).get("problem").textValue()).contains(problem);
        assertThat(broker.consents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"u1, u1", "a%2Fb, a/b", "50%25, 50%", "%C3%A9t%C3%A9, été", "a%20b, a b", "a+b, a+b", "a;b=c, a;b=c"})
    void erasesTheUserInThePath(String encoded, String user) throws Exception {
        HttpResponse<String> answer = send(request("/v1/users/" + encoded).DELETE());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(broker.records(RecordedBroker.TOPICS.consents()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(user);
                    assertThat(record.value()).isNull();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%20", "%00", "a%0Ab", "%FF", "a%C3", "%", "%zz", ".", "..", "%2e%2e", "a/../b", "x/%2e%2e/y"})
    void neverErasesAnotherUserForAStrangePath(String encoded) throws Exception {
        String line = raw("DELETE /v1/users/" + encoded + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(line).startsWith("HTTP/1.1 4");
        assertThat(broker.producer().history()).isEmpty();
    }

    @Test
    void refusesUserIdsThatAreTooLong() throws Exception {
        HttpResponse<String> answer =
                send(request("/v1/users/" + "u".repeat(129)).DELETE());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("shorten it to 128");
    }

    @Test
    void tellsItsHealthAndReadiness() throws Exception {
        assertThat(send(request("/healthz").GET()).statusCode()).isEqualTo(200);
        assertThat(send(request("/readyz").GET()).statusCode()).isEqualTo(200);

        unready.add("The broker is away.");
        HttpResponse<String> answer = send(request("/readyz").GET());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("The broker is away.");
        assertThat(send(request("/healthz").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void countsEventsByOutcome() throws Exception {
        post("application/x-ndjson", EVENT + "\n" + EVENT + "\n{}");

        String metrics = send(request("/metrics").GET()).body();

        assertThat(metrics)
                .contains("intarsia_ingest_events_total{outcome=\"accepted\"} 2.0")
                .contains("intarsia_ingest_events_total{outcome=\"rejected\"} 1.0")
                .contains("intarsia_ingest_in_flight 0.0")
                .contains("method=\"POST\",route=\"/v1/events\",status=\"207\"");
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/events, 405", "POST, /v1/event, 404", "POST, /v1/users/u1, 405", "GET, /, 404"})
    void answersOtherRoutesInJson(String method, String path, int status) throws Exception {
        HttpResponse<String> answer = send(request(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("errors").get(0).get("problem").textValue()).contains("is for no route");
    }

    private HttpResponse<String> post(String type, String body) throws Exception {
        HttpRequest.Builder request = request("/v1/events").POST(BodyPublishers.ofString(body));
        return send(type == null ? request : request.header("Content-Type", type));
    }

    private HttpResponse<String> putConsent(String user, String body) throws Exception {
        return send(request("/v1/users/" + user + "/consent")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Says a request word for word, as no client library would, and returns the answer's first line. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        return new ObjectMapper().readTree(answer.body());
    }
}
