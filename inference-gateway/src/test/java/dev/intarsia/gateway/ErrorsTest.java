package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {
    private static final String CHAT = "/v1/chat/completions";

    @AutoClose
    private static ServedGateway gateway;

    @BeforeAll
    static void serve(@TempDir Path directory) throws IOException {
        gateway = new ServedGateway(directory, Map.of("http.max-body-bytes", "20000", "predictions.max-rows", "2"));
    }

    @AfterEach
    void makeReady() {
        gateway.ready(true);
        gateway.alive(true);
    }

    @ParameterizedTest(name = "{0} -> {1} {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"messages":[]}                                          | 400 | missing_required_parameter | model
            {"model":"tiny"}                                         | 400 | invalid_value | messages
            {"model":"tiny","messages":"hi"}                         | 400 | invalid_value | messages
            {"model":"tiny","messages":[{"role":"king","content":""}]} | 400 | invalid_value | messages[0].role
            {"model":"tiny","messages":[{"role":"user"}]}            | 400 | invalid_value | messages[0].content
            {"model":"tiny","messages":[{"role":"user","content":[{"type":"image_url"}]}]} | 400 | invalid_value | messages[0].content[0].type
            {"model":"other",M}                                      | 404 | model_not_found | model
            {"model":"tiny",M,"temprature":1}                        | 400 | unknown_parameter | temprature
            {"model":"tiny",M,"temperature":"hot"}                   | 400 | invalid_value | temperature
            {"model":"tiny",M,"temperature":3}                       | 400 | invalid_value | temperature
            {"model":"tiny",M,"top_p":-1}                            | 400 | invalid_value | top_p
            {"model":"tiny",M,"top_k":1.5}                           | 400 | invalid_value | top_k
            {"model":"tiny",M,"n":0}                                 | 400 | invalid_value | n
            {"model":"tiny",M,"n":128}                               | 400 | invalid_value | n
            {"model":"tiny",M,"stream":"yes"}                        | 400 | invalid_value | stream
            {"model":"tiny",M,"stop":["a","b","c","d","e"]}          | 400 | invalid_value | stop
            {"model":"tiny",M,"stop":""}                             | 400 | invalid_value | stop
            {"model":"tiny",M,"max_tokens":0}                        | 400 | invalid_value | max_tokens
            {"model":"tiny",M,"max_tokens":100000}                   | 400 | context_length_exceeded |
            {"model":"tiny",M,"logit_bias":{"x":1}}                  | 400 | invalid_value | logit_bias.x
            {"model":"tiny",M,"logit_bias":{"1":1000}}               | 400 | invalid_value | logit_bias.1
            {"model":"tiny",M,"top_logprobs":3}                      | 400 | invalid_value | top_logprobs
            {"model":"tiny",M,"adapter":"best"}                      | 400 | invalid_value | adapter
            {"model":"tiny",M,"user":7}                              | 400 | invalid_value | user
            {"model":"tiny",M,"user":" "}                            | 400 | invalid_value | user
            {"model":"tiny",M,"tool_choice":"required"}              | 400 | unsupported_parameter | tool_choice
            {"model":"tiny",M,"tool_choice":{"type":"function"}}     | 400 | unsupported_parameter | tool_choice
            {"model":"tiny",M,"moderation":{"model":"m"}}            | 400 | unsupported_parameter | moderation
            {"model":"tiny",M,"reasoning_effort":"low"}              | 400 | unsupported_parameter | reasoning_effort
            {"model":"tiny",M,"verbosity":"low"}                     | 400 | unsupported_parameter | verbosity
            {"model":"tiny",M,"verbosity":{}}                        | 400 | unsupported_parameter | verbosity
            {"model":"tiny",M,"user":"a\\ud800"}                      | 400 | invalid_value | user
            {"model":"tiny",M,"user":"a\\u000ab"}                     | 400 | invalid_value | user
            {"model":"tiny",M,"tools":[{"type":"function"}]}         | 400 | unsupported_parameter | tools
            {"model":"tiny",M,"response_format":{"type":"json_object"}} | 400 | unsupported_parameter | response_format
            {"model":"tiny","task":"none"}                           | 400 | invalid_value | task
            {"model":"tiny",M,"input":{"title":"Alien"}}             | 400 | invalid_value | input
            {"model":"tiny","task":"movie-rating","input":{"title":"Alien","star":"5"}} | 400 | invalid_value | input.star
            {"model":"tiny","task":"movie-rating","input":{}}        | 400 | invalid_value | input.title
            [1,2]                                                    | 400 | invalid_json |
            {"model":                                                | 400 | invalid_json |
            {"model":"tiny"} {}                                      | 400 | invalid_json |
            {"model":"tiny","model":"tiny"}                          | 400 | invalid_json |
            """)
    void shouldNameWhatIsWrongInAChat(String body, int status, String code, String param) {
        HttpResponse<String> response =
                gateway.post(CHAT, body.replace("M", "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"));

        expect(response, status, code, param);
    }

    @ParameterizedTest(name = "{0} -> {1} {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"model":"tiny"}                                | 400 | invalid_value | prompt
            {"model":"tiny","prompt":[]}                    | 400 | invalid_value | prompt
            {"model":"tiny","prompt":[1,"a"]}               | 400 | invalid_value | prompt
            {"model":"tiny","prompt":"a","user":"\\udfff"}   | 400 | invalid_value | user
            {"model":"tiny","prompt":"a","echo":true}       | 400 | unsupported_parameter | echo
            {"model":"tiny","prompt":"a","suffix":"b"}      | 400 | unsupported_parameter | suffix
            {"model":"tiny","prompt":"a","best_of":2}       | 400 | invalid_value | best_of
            {"model":"tiny","prompt":"a","logprobs":6}      | 400 | invalid_value | logprobs
            {"model":"tiny","prompt":[1,100000]}            | 400 | invalid_value | prompt
            """)
    void shouldNameWhatIsWrongInACompletion(String body, int status, String code, String param) {
        expect(gateway.post("/v1/completions", body), status, code, param);
    }

    @ParameterizedTest(name = "{0} -> {1} {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                          | 400 | invalid_value | predictions
            {"predictions":[{},{},{}]}                                  | 400 | invalid_value | predictions
            {"predictions":[{"user":"ada"}]}                            | 400 | missing_required_parameter | predictions[0].task
            {"predictions":[{"user":"\\ud83c","task":"movie-rating","input":{"title":"a"}}]} | 400 | invalid_value | predictions[0].user
            {"predictions":[{"task":"none","input":{}}]}                | 400 | invalid_value | predictions[0].task
            {"predictions":[{"task":"movie-rating","input":{}}]}        | 400 | invalid_value | predictions[0].input.title
            {"predictions":[{"task":"movie-rating","input":{"title":7}}]} | 400 | missing_text | predictions[0].input.title
            {"predictions":[{"task":"movie-rating","inputs":{}}]}       | 400 | unknown_parameter | predictions[0].inputs
            """)
    void shouldNameWhatIsWrongInAPrediction(String body, int status, String code, String param) {
        expect(gateway.post("/v1/predictions", body), status, code.replace("missing_text", "invalid_value"), param);
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "user":"ada","output":"4.5"                            | missing_required_parameter | id
            "id":"ID","output":"4.5"                               | missing_required_parameter | user
            "id":"ID","user":"ada"                                 | missing_required_parameter | output
            "id":"ID","user":"","output":"4.5"                     | invalid_value | user
            "id":"ID","user":"ada","output":4.5                    | invalid_value | output
            "id":"ID","user":"ada","output":"4.7"                  | invalid_value | output
            "id":"ID","user":"ada","output":"\\ud800"               | invalid_value | output
            "id":"ID","user":"ada","output":"4.5","time":"today"   | invalid_value | time
            "id":"ID","user":"ada","output":"4.5","time":1772370000 | invalid_value | time
            "id":"ID","user":"ada","output":"4.5","time":"2026-03-02T12:00:00Z" | invalid_value | time
            "id":"ID","user":"ada","output":"4.5","task":"mood"    | unknown_parameter | task
            """)
    void shouldNameWhatIsWrongInAFeedback(String fields, String code, String param) {
        String asked =
                "{\"predictions\":[{\"user\":\"ada\",\"task\":\"movie-rating\",\"input\":{\"title\":\"Alien\"}}]}";
        String id = ServedGateway.json(gateway.post("/v1/predictions", asked))
                .at("/predictions/0/id")
                .asText();

        expect(gateway.post("/v1/feedback", "{" + fields.replace("ID", id) + "}"), 400, code, param);
        assertThat(gateway.events().values()).isEmpty();
    }

    @Test
    void shouldRefuseUnknownRoutesAndMethods() {
        expect(gateway.get("/v2/everything"), 404, "unknown_route", null);
        expect(gateway.get(CHAT), 405, "method_not_allowed", null);
        expect(gateway.get("/v1/models/other"), 404, "model_not_found", "model");
        expect(gateway.get("/v1/users/nobody/assignment"), 404, "assignment_not_found", "user");
    }

    @Test
    void shouldRefuseAPathThatNamesNoUser() {
        expect(gateway.get("/v1/users/a%20/adapter"), 400, "invalid_value", "user");
        expect(gateway.get("/v1/users/a%20/assignment"), 400, "invalid_value", "user");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/users/%zz/adapter HTTP/1.1\r\nHost: a",
                "GET /v1/users/a%00b/adapter HTTP/1.1\r\nHost: a",
                "GET /v1/users/%zz/assignment HTTP/1.1\r\nHost: a",
                "GET /v1/status HTTP/1.1\r\nno header",
                "POST /v1/completions HTTP/1.1\r\nHost: a\r\nContent-Length: x",
                "G@T / HTTP/1.1\r\nHost: a",
                "GET /v1/status HTTP/9.1\r\nHost: a"
            })
    void shouldSayInJsonWhatTheServerCannotRead(String head) throws IOException {
        String answer = ServedGateway.sent(gateway.port(), head + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .containsPattern("^HTTP/1.1 (400|505) ")
                .containsIgnoringCase("content-type: application/json");
        String body = answer.substring(answer.indexOf("\r\n\r\n"));
        assertThat(ServedGateway.json(body).at("/error/message").asText()).isNotBlank();
        assertThat(ServedGateway.json(body).at("/error/code").asText()).isEqualTo("malformed_request");
    }

    @Test
    void shouldRefuseBodiesThatAreTooLarge() {
        HttpResponse<String> response =
                gateway.post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"" + "a".repeat(30_000) + "\"}");

        expect(response, 413, "body_too_large", null);
    }

    @Test
    void shouldRefuseAPromptThatIsLongerThanTheContext() {
        HttpResponse<String> response =
                gateway.post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"" + "q ".repeat(4_500) + "\"}");

        expect(response, 400, "context_length_exceeded", null);
        assertThat(response.body()).contains("4096");
    }

    @Test
    void shouldAskForPatienceUntilItIsReady() {
        gateway.ready(false);

        HttpResponse<String> response = gateway.post(CHAT, "{}");

        expect(response, 503, "not_ready", null);
        assertThat(response.body()).contains("the test");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        expect(gateway.get("/v1/users/ada/assignment"), 503, "not_ready", null);
        assertThat(gateway.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(gateway.get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSayThatItHasToBeStartedAnew() {
        assertThat(gateway.get("/livez").statusCode()).isEqualTo(200);
        gateway.alive(false);

        expect(gateway.get("/livez"), 503, "failed", null);
        assertThat(gateway.get("/readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldRefuseALongerFormOfACharacter() {
        byte[] body = "{\"model\":\"tiny\",\"prompt\":\"??\"}".getBytes(StandardCharsets.US_ASCII);
        body[body.length - 4] = (byte) 0xC0;
        body[body.length - 3] = (byte) 0xAF;

        HttpResponse<String> response = gateway.send(HttpRequest.newBuilder(URI.create(gateway.url("/v1/completions")))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());

        expect(response, 400, "invalid_json", null);
        assertThat(response.body()).contains("not UTF-8");
    }

    @Test
    void shouldReadABodyThatBeginsWithAByteOrderMark() {
        HttpResponse<String> response =
                gateway.post("/v1/completions", "\uFEFF{\"model\":\"tiny\",\"prompt\":\"a\",\"max_tokens\":1}");

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseBinaryRubbish() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url(CHAT)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, 0, 1, (byte) 0xc3}))
                .build();

        expect(gateway.send(request), 400, "invalid_json", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"user\":\"\"",
                "\"tools\":[]",
                "\"tools\":[],\"tool_choice\":\"none\"",
                "\"tool_choice\":\"auto\",\"parallel_tool_calls\":true",
                "\"functions\":[],\"function_call\":\"none\"",
                "\"response_format\":{\"type\":\"text\"},\"store\":false,\"metadata\":{}",
                "\"stop\":null,\"seed\":null,\"stream_options\":null",
                "\"reasoning_effort\":\"none\",\"verbosity\":\"medium\",\"moderation\":null",
                "\"prompt_cache_key\":\"k\",\"prompt_cache_options\":{\"mode\":\"implicit\"}",
                "\"a_field_of_tomorrow\":null"
            })
    void shouldTakeFieldsByWhichAClientAsksForNothing(String fields) {
        HttpResponse<String> response = gateway.post(
                CHAT,
                "{\"model\":\"tiny\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]," + fields
                        + "}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(ServedGateway.json(response).at("/intarsia/adapter/kind").asText("base"))
                .isEqualTo("base");
    }

    private static void expect(HttpResponse<String> response, int status, String code, String param) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        JsonNode error = ServedGateway.json(response).path("error");
        assertThat(error.path("code").asText()).as(response.body()).isEqualTo(code);
        assertThat(error.path("param").asText(null)).as(response.body()).isEqualTo(param);
        assertThat(error.path("message").asText()).isNotBlank();
        assertThat(error.path("type").asText()).isNotBlank();
    }
}
