package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventParser;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.events.parse.Reading;
import dev.intarsia.gateway.topology.DrivenGateway;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.tasks.Tasks;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedbackTest extends GatewayPerTest {
    private static final String RATING =
            "\"task\":\"movie-rating\",\"input\":{\"title\":\"Alien\",\"genres\":\"Horror\"}";
    private static final String NEXT = "\"task\":\"next-movie\",\"input\":{\"liked\":\"Amélie\"}";

    @Test
    void shouldWriteTheEventThatIngestWouldMake() {
        String id = predict("ada");

        HttpResponse<String> response = feedback(
                "\"id\":\"" + id + "\",\"user\":\"ada\",\"output\":\"4.5\",\"time\":\"2026-03-01T13:00:00+02:00\"");

        BehaviorEvent expected = ingested("{\"eventId\":\"" + id
                + "\",\"user\":\"ada\",\"time\":\"2026-03-01T11:00:00Z\"," + RATING + ",\"output\":\"4.5\"}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(ServedGateway.json(response).path("id").asText()).isEqualTo(id);
        assertThat(ServedGateway.json(response).at("/event/output").asText()).isEqualTo("4.5");
        assertThat(gateway.events().values()).containsExactly(expected);
        EventKey key = gateway.events().keys().get(0);
        assertThat(key.user()).isEqualTo("ada");
        assertThat(key.eventId()).isEqualTo(id);
        assertThat(key.isEarlier()).isFalse();
    }

    @Test
    void shouldTakeTheAnswersOfChatsAndScoresToo() {
        String chat = "{\"model\":\"tiny\",\"user\":\"ada\",\"max_tokens\":2,\"messages\":[]," + NEXT;
        String whole = id(gateway.post("/v1/chat/completions", chat + "}"));
        String part = gateway.post("/v1/chat/completions", chat + ",\"stream\":true}")
                .body()
                .lines()
                .findFirst()
                .orElseThrow()
                .replaceFirst("^data: ", "");
        String streamed = ServedGateway.json(part).path("id").asText();
        String scored = id(gateway.post("/v1/score", "{\"user\":\"ada\"," + NEXT + ",\"answers\":[\"Heat\",\"Up\"]}"));

        for (String id : List.of(whole, streamed, scored)) {
            assertThat(feedback("\"id\":\"" + id + "\",\"user\":\"ada\",\"output\":\"Délicatessen\"")
                            .statusCode())
                    .isEqualTo(202);
        }

        assertThat(gateway.events().values())
                .extracting(BehaviorEvent::getEventId)
                .containsExactly(whole, streamed, scored)
                .allMatch(id -> id.matches("(chatcmpl|score)-[0-9a-f]{32}"));
        assertThat(gateway.events().values()).allSatisfy(event -> {
            assertThat(event.getInput()).containsEntry("liked", "Amélie");
            assertThat(event.getOutput()).isEqualTo("Délicatessen");
            assertThat(event.getTime()).isEqualTo(DrivenGateway.NOW);
        });
    }

    @Test
    void shouldBeOneEventHoweverOftenItIsSent() {
        String sent = "\"id\":\"" + predict("ada") + "\",\"user\":\"ada\",\"output\":\"4.5\"";

        feedback(sent);
        feedback(sent);

        assertThat(gateway.events().values()).hasSize(2);
        assertThat(gateway.events().values().get(1))
                .isEqualTo(gateway.events().values().get(0));
        assertThat(gateway.events().keys()).doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepAnswersForTheirUserAlone() {
        String id = predict("ada");

        expectUnknown(id, "bob");
        expectUnknown("pred-0123", "ada");

        assertThat(gateway.events().values()).isEmpty();
        assertThat(gateway.get("/metrics").body())
                .contains("intarsia_gateway_feedback_total{result=\"unknown\"} 2.0")
                .contains("intarsia_gateway_feedback_answers 1.0");
    }

    @Test
    void shouldKeepNoAnswersThatAreNotAUsersToATask() {
        String text = id(
                gateway.post(
                        "/v1/chat/completions",
                        "{\"model\":\"tiny\",\"user\":\"ada\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
        String scored = id(gateway.post("/v1/score", "{\"user\":\"ada\",\"prompt\":\"Film:\",\"answers\":[\" Up\"]}"));
        String nobody = id(gateway.post("/v1/score", "{" + NEXT + ",\"answers\":[\"Up\"]}"));

        expectUnknown(text, "ada");
        expectUnknown(scored, "ada");
        expectUnknown(nobody, "ada");
    }

    @Test
    void shouldKeepNothingOfAnErasedUserAndAllOfOthers() {
        String ada = predict("ada");
        String bob = predict("bob");

        gateway.streams().erase("ada", DrivenGateway.NOW);

        expectUnknown(ada, "ada");
        assertThat(feedback("\"id\":\"" + bob + "\",\"user\":\"bob\",\"output\":\"4.5\"")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void shouldNotWriteAnErasedEventAgain() {
        String id = predict("ada");
        feedback("\"id\":\"" + id + "\",\"user\":\"ada\",\"output\":\"4.5\"");

        gateway.streams().erase(ConsentKey.of("ada", id), DrivenGateway.NOW);

        expectUnknown(id, "ada");
        assertThat(gateway.events().values()).hasSize(1);
    }

    @Test
    void shouldKeepNothingOfUsersOfWhoseErasureItWouldNotHear() {
        gateway.holdUsersElsewhere(true);
        String away = predict("ada");
        gateway.holdUsersElsewhere(false);
        String here = predict("ada");

        expectUnknown(away, "ada");
        assertThat(feedback("\"id\":\"" + here + "\",\"user\":\"ada\",\"output\":\"4.5\"")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void shouldSayThatNothingWasWrittenAndTakeItAgain() {
        String sent = "\"id\":\"" + predict("ada") + "\",\"user\":\"ada\",\"output\":\"4.5\"";

        gateway.events().refuse(true);
        HttpResponse<String> refused = feedback(sent);
        gateway.events().refuse(false);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(ServedGateway.json(refused).at("/error/code").asText()).isEqualTo("not_written");
        assertThat(feedback(sent).statusCode()).isEqualTo(202);
        assertThat(gateway.events().values()).hasSize(1);
    }

    private void expectUnknown(String id, String user) {
        HttpResponse<String> response = feedback("\"id\":\"" + id + "\",\"user\":\"" + user + "\",\"output\":\"4.5\"");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
        JsonNode error = ServedGateway.json(response).path("error");
        assertThat(error.path("code").asText()).isEqualTo("answer_not_found");
        assertThat(error.path("param").asText()).isEqualTo("id");
        assertThat(error.path("message").asText()).contains("feedback.max-age").contains("ingest");
    }

    private HttpResponse<String> feedback(String fields) {
        return gateway.post("/v1/feedback", "{" + fields + "}");
    }

    private String predict(String user) {
        HttpResponse<String> response =
                gateway.post("/v1/predictions", "{\"predictions\":[{\"user\":\"" + user + "\"," + RATING + "}]}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ServedGateway.json(response).at("/predictions/0/id").asText();
    }

    private static String id(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ServedGateway.json(response).path("id").asText();
    }

    private static BehaviorEvent ingested(String json) {
        Clock clock = Clock.fixed(DrivenGateway.NOW, ZoneOffset.UTC);
        EventParser parser = new EventParser(new EventRules(Tasks.bundled(), EventLimits.standard(), clock));
        return ((Reading.Valid<BehaviorEvent>) parser.parse(json.getBytes(StandardCharsets.UTF_8))).value();
    }
}
