package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkpoint whose chat template may leave nothing of a conversation. */
class EmptyPromptTest {
    @AutoClose
    private static ServedGateway gateway;

    @BeforeAll
    static void serve(@TempDir Path directory) throws IOException {
        gateway = new ServedGateway(
                directory,
                Map.of(),
                Map.of(
                        "tokenizer_config.json",
                        "{\"chat_template\":\"{% for message in messages %}{{ message['content'] }}{% endfor %}\"}"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRefuseAConversationThatBecomesAnEmptyPrompt(boolean stream) {
        HttpResponse<String> response = gateway.post(
                "/v1/chat/completions",
                "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"\"}],\"stream\":" + stream + "}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(ServedGateway.json(response).at("/error/param").asText()).isEqualTo("messages");
        assertThat(response.body()).contains("empty prompt");
    }
}
