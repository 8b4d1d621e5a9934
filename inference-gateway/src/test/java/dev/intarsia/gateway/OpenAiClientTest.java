package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own client, as applications use it. */
class OpenAiClientTest {
    @TempDir
    static Path directory;

    private static ServedGateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void serve() throws IOException {
        gateway = new ServedGateway(directory, Map.of());
        gateway.train("ada", 3);
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url("/v1"))
                .apiKey("none")
                .maxRetries(0)
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    @Test
    void shouldListTheModel() {
        assertThat(client.models().list().items()).extracting(Model::id).containsExactly("tiny");
        assertThat(client.models().retrieve("tiny").id()).isEqualTo("tiny");
    }

    @Test
    void shouldAnswerAChatWhole() {
        ChatCompletion answer = client.chat().completions().create(chat().build());

        ChatCompletion.Choice choice = answer.choices().get(0);
        assertThat(choice.message().content()).isPresent();
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.LENGTH);
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(12);
        assertThat(answer.usage().orElseThrow().totalTokens())
                .isEqualTo(12 + answer.usage().orElseThrow().promptTokens());
    }

    @Test
    void shouldStreamTheSameAnswer() {
        String whole = client.chat()
                .completions()
                .create(chat().build())
                .choices()
                .get(0)
                .message()
                .content()
                .orElseThrow();

        ChatCompletionCreateParams streamed = chat().streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(streamed)) {
            List<ChatCompletionChunk> chunks = stream.stream().toList();

            String text = chunks.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining());
            assertThat(text).isEqualTo(whole);
            assertThat(chunks).hasSizeGreaterThan(3);
            ChatCompletionChunk last = chunks.get(chunks.size() - 1);
            assertThat(last.usage().orElseThrow().completionTokens()).isEqualTo(12);
            assertThat(chunks.get(chunks.size() - 2).choices().get(0).finishReason())
                    .contains(ChatCompletionChunk.Choice.FinishReason.LENGTH);
        }
    }

    @Test
    void shouldAnswerEachUserWithTheirOwnAdapter() {
        HttpResponseFor<ChatCompletion> response = client.chat()
                .completions()
                .withRawResponse()
                .create(chat().user("ada").build());

        assertThat(response.headers().values("x-intarsia-adapter").get(0))
                .startsWith("own; user=ada; version=3; digest=");
        assertThat(response.parse().choices().get(0).message().content())
                .isNotEqualTo(client.chat()
                        .completions()
                        .create(chat().build())
                        .choices()
                        .get(0)
                        .message()
                        .content());
    }

    @Test
    void shouldTakeTheExtensionsAsFurtherFields() {
        HttpResponseFor<ChatCompletion> base = client.chat()
                .completions()
                .withRawResponse()
                .create(chat().user("ada")
                        .putAdditionalBodyProperty("adapter", JsonValue.from("base"))
                        .putAdditionalBodyProperty("task", JsonValue.from("movie-rating"))
                        .putAdditionalBodyProperty(
                                "input", JsonValue.from(Map.of("title", "Alien", "genres", "Horror")))
                        .build());

        assertThat(base.headers().values("x-intarsia-adapter").get(0)).startsWith("base; version=0; digest=");
        assertThat(base.parse().usage().orElseThrow().promptTokens()).isPositive();
    }

    @Test
    void shouldCompleteATextWholeAndStreamed() {
        CompletionCreateParams params = CompletionCreateParams.builder()
                .model("tiny")
                .prompt("Film: The")
                .maxTokens(12)
                .temperature(0)
                .logprobs(2)
                .build();

        Completion whole = client.completions().create(params);
        assertThat(whole.choices().get(0).logprobs().orElseThrow().tokens().orElseThrow())
                .isNotEmpty();
        try (StreamResponse<Completion> stream = client.completions().createStreaming(params)) {
            assertThat(stream.stream()
                            .flatMap(part -> part.choices().stream())
                            .map(choice -> choice.text())
                            .collect(Collectors.joining()))
                    .isEqualTo(whole.choices().get(0).text());
        }
    }

    @Test
    void shouldEmbedTextsAndTokensInEitherEncoding() {
        int[] tokens = gateway.tokenizer().prompt("Film: The Matrix");
        List<Embedding> texts = embed(params -> params.inputOfArrayOfStrings(List.of("Film: The Matrix", "Heat")));
        List<Embedding> floats = embed(
                params -> params.input("Film: The Matrix").encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT));
        List<Embedding> base64 = embed(
                params -> params.input("Film: The Matrix").encodingFormat(EmbeddingCreateParams.EncodingFormat.BASE64));
        List<Embedding> ofTokens = embed(params -> params.inputOfArrayOfTokens(
                IntStream.of(tokens).asLongStream().boxed().toList()));

        assertThat(texts).extracting(Embedding::index).containsExactly(0L, 1L);
        assertThat(texts.get(0).embedding()).hasSize(gateway.model().config().hiddenSize());
        assertThat(texts.get(1).embedding()).isNotEqualTo(texts.get(0).embedding());
        for (List<Embedding> same : List.of(floats, base64, ofTokens)) {
            assertThat(same).hasSize(1);
            for (int i = 0; i < texts.get(0).embedding().size(); i++) {
                assertThat(same.get(0).embedding().get(i))
                        .isCloseTo(texts.get(0).embedding().get(i), within(1e-5f));
            }
        }
    }

    @Test
    void shouldEmbedTextsWithTheUsersOwnAdapter() {
        HttpResponseFor<CreateEmbeddingResponse> response = client.embeddings()
                .withRawResponse()
                .create(EmbeddingCreateParams.builder()
                        .model("tiny")
                        .input("Film:")
                        .user("ada")
                        .build());

        assertThat(response.headers().values("x-intarsia-adapter").get(0)).startsWith("own; user=ada; version=3;");
        assertThat(response.parse().data().get(0).embedding())
                .isNotEqualTo(embed(params -> params.input("Film:")).get(0).embedding());
        assertThat(response.parse().usage().promptTokens())
                .isEqualTo(gateway.tokenizer().prompt("Film:").length);
    }

    private static List<Embedding> embed(Consumer<EmbeddingCreateParams.Builder> fields) {
        EmbeddingCreateParams.Builder params = EmbeddingCreateParams.builder().model("tiny");
        fields.accept(params);
        return client.embeddings().create(params.build()).data();
    }

    @Test
    void shouldFailAsTheClientExpects() {
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(chat().model("gpt-unknown").build()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("gpt-unknown");
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(chat().temperature(9.0).build()))
                .isInstanceOfSatisfying(BadRequestException.class, refusal -> {
                    assertThat(refusal.param()).contains("temperature");
                    assertThat(refusal.type()).contains("invalid_request_error");
                });
    }

    @Test
    void shouldSayWhatIsNotOffered() {
        JsonValue tools = JsonValue.from(List.of(Map.of("type", "function", "function", Map.of("name", "lookup"))));

        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(chat().putAdditionalBodyProperty("tools", tools).build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refusal -> assertThat(refusal.code()).contains("unsupported_parameter"))
                .hasMessageContaining("'tools' is not offered here");
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(chat().putAdditionalBodyProperty("flavour", JsonValue.from("sweet"))
                                .build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refusal -> assertThat(refusal.code()).contains("unknown_parameter"))
                .hasMessageContaining("There is no field 'flavour'");
    }

    @Test
    void shouldGoOnWithAConversation() {
        ChatCompletion answer = client.chat().completions().create(chat().build());

        ChatCompletion next = client.chat()
                .completions()
                .create(chat().addMessage(answer.choices().get(0).message())
                        .addUserMessage("And tomorrow?")
                        .build());

        assertThat(next.usage().orElseThrow().promptTokens())
                .isGreaterThan(answer.usage().orElseThrow().promptTokens());
    }

    private static ChatCompletionCreateParams.Builder chat() {
        return ChatCompletionCreateParams.builder()
                .model("tiny")
                .addSystemMessage("Be brief.")
                .addUserMessage("Which film tonight?")
                .maxCompletionTokens(12)
                .temperature(0)
                .putAdditionalBodyProperty("logit_bias", JsonValue.from(Map.of("2", -100)));
    }
}
