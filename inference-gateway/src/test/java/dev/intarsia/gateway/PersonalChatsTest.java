package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.topology.DrivenGateway;
import dev.intarsia.gateway.topology.Records;
import dev.intarsia.schemas.avro.BehaviorEvent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plain chats after their user's past, by a task file that says {@code personal.chat}. */
class PersonalChatsTest {
    private static final String ALIEN = "What about Alien?";
    private static final String TWO = "\"knowledge\":{\"history\":2}";

    /** It takes no message of the system. */
    private static final String TEMPLATE = "{% for message in messages %}{% if message['role'] == 'system' %}"
            + "{{ raise_exception('No system here') }}{% endif %}"
            + "{{ message['role'] + ': ' + message['content'] + '|' }}{% endfor %}";

    @AutoClose
    private static ServedGateway plain;

    @AutoClose
    private static ServedGateway templated;

    @BeforeAll
    static void serve(@TempDir Path directory) throws IOException {
        Path tasks = Files.createDirectories(directory.resolve("own"));
        Files.writeString(tasks.resolve("film.yaml"), """
                name: film
                version: 1
                description: What a user writes of a film.
                input:
                  title: {required: true, maxLength: 2000}
                prompt: "Film: {{ title }}\\nText:"
                output: " {{ output }}"
                answer: {kind: text, maxTokens: 8}
                metrics: [rouge-l]
                personal:
                  history: {item: "{{ title }}: {{ output }}", separator: "; ", before: "Wrote ", after: ".\\n"}
                  profile: "Profile: {{ profile }}\\n"
                  chat: true
                """);
        Map<String, String> settings = Map.of("tasks.directory", tasks.toString(), "model.max-tokens", "64");
        plain = new ServedGateway(directory.resolve("plain"), settings);
        ObjectNode files = JsonNodeFactory.instance.objectNode().put("chat_template", TEMPLATE);
        templated = new ServedGateway(
                directory.resolve("templated"), settings, Map.of("tokenizer_config.json", files.toString()));
        for (ServedGateway gateway : new ServedGateway[] {plain, templated}) {
            write(gateway, "Love Story", "dull", 3);
            write(gateway, "Alien", "good", 2);
            write(gateway, "Aliens", "fine", 1);
        }
    }

    @Test
    void shouldPutThePastBeforeAChatAsAMessageOfTheSystem() {
        JsonNode chat = chat(plain, "ada", message("user", ALIEN), TWO);

        assertThat(used(chat)).isEqualTo("2 false");
        expectPrompt(plain, chat, "Wrote Aliens: fine; Alien: good.\n\n\nUser: " + ALIEN + "\n\nAssistant:");
    }

    @Test
    void shouldPutThePastBeforeTheTextOfAMessageOfTheSystem() {
        JsonNode chat = chat(plain, "ada", message("system", "Be brief.") + "," + message("user", ALIEN), TWO);

        expectPrompt(plain, chat, "Wrote Aliens: fine; Alien: good.\n\nBe brief.\n\nUser: " + ALIEN + "\n\nAssistant:");
    }

    @Test
    void shouldPutThePastBeforeTheFirstMessageWhereTheTemplateTakesNoneOfTheSystem() {
        JsonNode chat = chat(templated, "ada", message("user", ALIEN), "\"knowledge\":{\"history\":1}");

        assertThat(used(chat)).isEqualTo("1 false");
        int[] expected = templated.tokenizer().encodeApart("user: Wrote Alien: good.\n\n" + ALIEN + "|");
        assertThat(chat.at("/usage/prompt_tokens").asInt()).isEqualTo(expected.length);
    }

    @Test
    void shouldLeaveAChatAsItIsUnlessToldTo() {
        String alone = "User: " + ALIEN + "\n\nAssistant:";
        JsonNode silent = chat(plain, "ada", message("user", ALIEN), "\"n\":1");
        JsonNode stranger = chat(plain, "stranger", message("user", ALIEN), TWO);
        JsonNode nobody = chat(plain, "", message("user", ALIEN), TWO);

        for (JsonNode chat : new JsonNode[] {silent, stranger, nobody}) {
            assertThat(used(chat)).isEqualTo("0 false");
            expectPrompt(plain, chat, alone);
        }
    }

    @Test
    void shouldLeaveOutOfThePastWhatHasNoRoom() {
        for (int i = 0; i < 4; i++) {
            write(plain, "eve", i + " Alien Alien", "good", 10 - i);
        }
        write(plain, "bob", "Alien ".repeat(200), "good", 1);

        JsonNode some = chat(plain, "eve", message("user", ALIEN), "\"knowledge\":{\"history\":4}");
        JsonNode none = chat(plain, "bob", message("user", ALIEN), "\"knowledge\":{\"history\":4}");

        assertThat(some.at("/intarsia/knowledge/history").asInt()).isBetween(1, 3);
        assertThat(used(none)).isEqualTo("0 false");
        expectPrompt(plain, none, "User: " + ALIEN + "\n\nAssistant:");
    }

    private static void write(ServedGateway gateway, String title, String text, int secondsAgo) {
        write(gateway, "ada", title, text, secondsAgo);
    }

    private static void write(ServedGateway gateway, String user, String title, String text, int secondsAgo) {
        gateway.streams()
                .send(BehaviorEvent.newBuilder(
                                Records.event(user, "e" + secondsAgo, DrivenGateway.NOW.minusSeconds(secondsAgo)))
                        .setTask("film")
                        .setInput(Map.of("title", title))
                        .setOutput(text)
                        .build());
    }

    private static String message(String role, String content) {
        return "{\"role\":\"" + role + "\",\"content\":\"" + content + "\"}";
    }

    private static JsonNode chat(ServedGateway gateway, String user, String messages, String field) {
        HttpResponse<String> response = gateway.post(
                "/v1/chat/completions",
                "{\"model\":\"tiny\",\"temperature\":0,\"max_tokens\":6,\"user\":\"" + user + "\",\"messages\":["
                        + messages + "]," + field + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ServedGateway.json(response);
    }

    /** The chat goes on as the model goes on from this text. */
    private static void expectPrompt(ServedGateway gateway, JsonNode chat, String prompt) {
        JsonNode text = ServedGateway.json(gateway.post(
                "/v1/completions",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("model", "tiny")
                        .put("temperature", 0)
                        .put("max_tokens", 6)
                        .put("stop", "\n\nUser:")
                        .put("prompt", prompt)
                        .toString()));
        assertThat(chat.at("/usage/prompt_tokens")).isEqualTo(text.at("/usage/prompt_tokens"));
        assertThat(chat.at("/choices/0/message/content")).isEqualTo(text.at("/choices/0/text"));
    }

    /** As "2 true": events, and whether a profile. */
    private static String used(JsonNode chat) {
        return chat.at("/intarsia/knowledge/history").asText() + " "
                + chat.at("/intarsia/knowledge/profile").asText();
    }
}
