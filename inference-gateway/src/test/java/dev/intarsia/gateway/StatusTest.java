package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatusTest extends GatewayPerTest {
    @Test
    void shouldTellWhatAUserIsAnsweredWithAndHowFreshItIs() {
        gateway.train("ada", 2);
        gateway.assemble("ada", "sam");

        JsonNode user = ServedGateway.json(gateway.get("/v1/users/ada/adapter"));

        assertThat(user.at("/served/kind").asText()).isEqualTo("own");
        assertThat(user.at("/own/version").asLong()).isEqualTo(2);
        assertThat(user.at("/own/events").asLong()).isEqualTo(16);
        assertThat(user.at("/own/last_event_id").asText()).isEqualTo("e16");
        assertThat(user.at("/own/age_ms").asLong()).isEqualTo(3000);
        assertThat(user.at("/assembled/kind").asText()).isEqualTo("assembled");
        assertThat(user.at("/assembled/events").asLong()).isEqualTo(5);
    }

    @Test
    void shouldTellThatAStrangerIsAnsweredByTheBaseModel() {
        String encoded = URLEncoder.encode("who/is ø?", StandardCharsets.UTF_8).replace("+", "%20");

        HttpResponse<String> response = gateway.get("/v1/users/" + encoded + "/adapter");

        JsonNode user = ServedGateway.json(response);
        assertThat(user.path("user").asText()).isEqualTo("who/is ø?");
        assertThat(user.at("/served/kind").asText()).isEqualTo("base");
        assertThat(user.path("own").isNull()).isTrue();
        assertThat(user.path("assembled").isNull()).isTrue();
    }

    @Test
    void shouldTellHowItIs() {
        gateway.train("ada", 1);
        gateway.assemble("bob", "sam");
        gateway.post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"a\",\"user\":\"ada\",\"max_tokens\":1}");

        // The last token is counted after it was sent.
        await().until(() -> ServedGateway.json(gateway.get("/v1/status"))
                        .at("/generation/tokens")
                        .asLong()
                > 0);
        JsonNode status = ServedGateway.json(gateway.get("/v1/status"));

        assertThat(status.at("/model/id").asText()).isEqualTo("tiny");
        assertThat(status.at("/model/fingerprint").asText())
                .isEqualTo(gateway.model().fingerprint());
        assertThat(status.at("/engine/precision").asText()).isEqualTo("fp32");
        assertThat(status.at("/engine/batch_invariant").asBoolean())
                .isEqualTo(gateway.model().batchInvariant());
        assertThat(status.at("/engine/threads").asInt()).isPositive();
        assertThat(status.at("/engine/processor").asText()).isNotEmpty();
        assertThat(status.at("/pool/pieces").asInt())
                .isEqualTo(gateway.model().layout().modules().size());
        assertThat(status.at("/pool/sharers").asInt()).isEqualTo(1);
        assertThat(status.at("/users/assigned").asInt()).isEqualTo(1);
        assertThat(status.at("/users/adapted").asInt()).isEqualTo(1);
        assertThat(status.at("/generation/tokens").asLong()).isEqualTo(1);
        assertThat(status.at("/freshness/own/published").isNumber()).isTrue();
        assertThat(status.path("ready").asBoolean()).isTrue();
        assertThat(status.at("/refused/base_model").asLong(-1)).isZero();
    }

    @Test
    void shouldCountWhatItServesForPrometheus() {
        gateway.train("ada", 1);
        gateway.post("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"a\",\"user\":\"ada\",\"max_tokens\":1}");
        gateway.get("/v1/nothing");

        await().until(() -> gateway.get("/metrics").body().contains("intarsia_gateway_generation_tokens_total 1.0"));
        String metrics = gateway.get("/metrics").body();

        assertThat(metrics)
                .contains("intarsia_gateway_answers_total{adapter=\"own\",what=\"text\"} 1.0")
                .contains("intarsia_gateway_generation_tokens_total 1.0")
                .contains("intarsia_gateway_refused_total{reason=\"base-model\"} 0.0")
                .contains("intarsia_gateway_requests_seconds_count{route=\"/v1/completions\",status=\"200\"} 1");
    }

    @Test
    void shouldServeNothingMoreOfAnErasedUser() {
        gateway.train("ada", 1);
        assertThat(gateway.get("/v1/users/ada/adapter").body()).contains("\"kind\":\"own\"");

        gateway.streams().erase("ada", dev.intarsia.gateway.topology.DrivenGateway.NOW);

        JsonNode user = ServedGateway.json(gateway.get("/v1/users/ada/adapter"));
        assertThat(user.at("/served/kind").asText()).isEqualTo("base");
        assertThat(user.path("own").isNull()).isTrue();
    }
}
