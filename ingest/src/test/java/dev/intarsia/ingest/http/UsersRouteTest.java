package dev.intarsia.ingest.http;

import static dev.intarsia.ingest.http.IngestFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.ingest.publish.RecordedBroker;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
