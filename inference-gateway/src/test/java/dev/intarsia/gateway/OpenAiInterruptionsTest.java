package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.RequestOptions;
import com.openai.core.http.StreamResponse;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers that OpenAI's client for Java waits for, gives up, or gets a part of. */
@Timeout(120)
class OpenAiInterruptionsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static ClientGateways gateways;
    private static OpenAIClient client;

    @BeforeAll
    static void serve() throws IOException {
        gateways = new ClientGateways(directory);
        client = client(gateways.gateway, 0);
    }

    @AfterAll
    static void stop() {
        client.close();
        gateways.close();
    }

    @Test
    void shouldComeAgainWhenThereWasNoPlace() {
        OpenAIClient patient = client(gateways.gateway, 10);
        List<StreamResponse<ChatCompletionChunk>> held = new ArrayList<>();
        try {
            held.add(streamed(client));
            held.add(streamed(client));
            CompletableFuture<StreamResponse<ChatCompletionChunk>> waiting =
                    CompletableFuture.supplyAsync(() -> streamed(client));
            untilLoad(2, 1);
            long refused = requests(gateways.gateway, 429);

            assertThatThrownBy(() -> client.chat().completions().create(chat(12)))
                    .isInstanceOf(RateLimitException.class)
                    .hasMessageContaining("All 2 slots run");
            CompletableFuture<ChatCompletion> answer = CompletableFuture.supplyAsync(
                    () -> patient.chat().completions().create(chat(12)));
            await().atMost(SOON).until(() -> requests(gateways.gateway, 429) >= refused + 2);
            held.forEach(StreamResponse::close);
            waiting.thenAccept(StreamResponse::close).join();

            assertThat(answer.join().choices()).hasSize(1);
            untilLoad(0, 0);
        } finally {
            held.forEach(StreamResponse::close);
            patient.close();
        }
    }

    @Test
    void shouldFreeTheSlotOfAStreamThatIsClosed() {
        long before = generated();
        try (StreamResponse<ChatCompletionChunk> stream = streamed(client)) {
            assertThat(stream.stream().limit(2).toList()).hasSize(2);
        }

        untilLoad(0, 0);
        assertThat(generated() - before).isLessThan(ClientGateways.MANY);
    }

    @Test
    void shouldFreeTheSlotOfAWholeAnswerThatTakesTooLong() {
        long before = generated();
        RequestOptions impatient =
                RequestOptions.builder().timeout(Duration.ofMillis(500)).build();

        assertThatThrownBy(() -> client.chat().completions().create(chat(ClientGateways.MANY), impatient))
                .isInstanceOf(OpenAIIoException.class);

        untilLoad(0, 0);
        assertThat(generated() - before).isLessThan(ClientGateways.MANY);
    }

    @Test
    void shouldSayWhyAStreamEndedEarly() {
        OpenAIClient hasty = client(gateways.hasty, 0);
        List<ChatCompletionChunk> chunks = new ArrayList<>();
        try (StreamResponse<ChatCompletionChunk> stream = streamed(hasty)) {
            assertThatThrownBy(() -> stream.stream().forEach(chunks::add))
                    .isInstanceOfSatisfying(
                            SseException.class,
                            failure -> assertThat(failure.code()).contains("timeout"))
                    .hasMessageContaining("The answer was not complete within 3 seconds");
        } finally {
            hasty.close();
        }

        assertThat(chunks).hasSizeGreaterThan(1);
    }

    @Test
    void shouldNotAskAgainForAnAnswerThatTakesTooLong() {
        OpenAIClient hasty = client(gateways.hasty, 5);
        try {
            assertThatThrownBy(() -> hasty.chat().completions().create(chat(ClientGateways.MANY)))
                    .isInstanceOf(InternalServerException.class)
                    .hasMessageContaining("The answer was not complete within 3 seconds");
        } finally {
            hasty.close();
        }

        assertThat(requests(gateways.hasty, 504)).isEqualTo(1);
    }

    private static OpenAIClient client(ServedGateway gateway, int retries) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url("/v1"))
                .apiKey("none")
                .maxRetries(retries)
                .build();
    }

    private static StreamResponse<ChatCompletionChunk> streamed(OpenAIClient client) {
        return client.chat().completions().createStreaming(chat(ClientGateways.MANY));
    }

    private static ChatCompletionCreateParams chat(int tokens) {
        return ChatCompletionCreateParams.builder()
                .model("tiny")
                .addUserMessage("Which film tonight?")
                .maxCompletionTokens(tokens)
                .temperature(0)
                .putAdditionalBodyProperty("logit_bias", JsonValue.from(Map.of("2", -100)))
                .build();
    }

    private static void untilLoad(int running, int waiting) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(load().path("running").asInt()).isEqualTo(running);
            assertThat(load().path("waiting").asInt()).isEqualTo(waiting);
        });
    }

    private static long generated() {
        return load().path("tokens").asLong();
    }

    private static JsonNode load() {
        return ServedGateway.json(gateways.gateway.get("/v1/status")).path("generation");
    }

    /** How many requests ended with that status. */
    private static long requests(ServedGateway gateway, int status) {
        Matcher count = Pattern.compile(
                        "intarsia_gateway_requests_seconds_count\\{[^}]*status=\"" + status + "\"[^}]*} ([0-9.]+)")
                .matcher(gateway.get("/metrics").body());
        return count.find() ? (long) Double.parseDouble(count.group(1)) : 0;
    }
}
