package dev.intarsia.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the module's README, compiled and run as it stands there. */
class ReadmeExampleTest {
    @TempDir
    Path directory;

    @Test
    void shouldRunTheExampleOfTheReadme() throws Exception {
        // example
        String source = "{% for m in messages %}<|{{ m.role }}|>{{ m.content | trim }}{% endfor %}<|assistant|>";
        Files.writeString(directory.resolve("chat_template.jinja"), source);

        ChatTemplate template = ChatTemplate.open(directory).orElseThrow();
        List<Message> messages = List.of(new Message("system", "Be brief."), new Message("user", " Hello "));
        String prompt = template.prompt(messages);
        // end of example

        assertThat(prompt).isEqualTo("<|system|>Be brief.<|user|>Hello<|assistant|>");
    }
}
