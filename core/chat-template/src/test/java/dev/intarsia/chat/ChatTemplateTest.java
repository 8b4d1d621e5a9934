package dev.intarsia.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTemplateTest {
    private static final Message SYSTEM = new Message("system", "Be brief.");
    private static final Message USER = new Message("user", "Hi {{ bos_token }} <b>'you'</b> ");
    private static final Message ASSISTANT = new Message("assistant", "Hello!");
    private static final Message AGAIN = new Message("user", "More?");

    @TempDir
    Path directory;

    private ChatTemplate template(String source) throws IOException {
        Map<String, Object> settings =
                Map.of("chat_template", source, "bos_token", "<s>", "eos_token", Map.of("content", "</s>"));
        Files.writeString(directory.resolve("tokenizer_config.json"), new ObjectMapper().writeValueAsString(settings));
        return ChatTemplate.open(directory).orElseThrow();
    }

    /** The form of Qwen, SmolLM2 and many others. */
    private static final String CHATML = "{% for message in messages %}{% if loop.first and messages[0]['role'] != "
            + "'system' %}{{ '<|im_start|>system\nYou help.<|im_end|>\n' }}{% endif %}{{'<|im_start|>' + message['role'] "
            + "+ '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}"
            + "{{ '<|im_start|>assistant\n' }}{% endif %}";

    @Test
    void shouldWriteChatMl() throws IOException {
        assertThat(template(CHATML).prompt(List.of(USER)))
                .isEqualTo("<|im_start|>system\nYou help.<|im_end|>\n<|im_start|>user\n" + USER.content()
                        + "<|im_end|>\n<|im_start|>assistant\n");
        assertThat(template(CHATML).prompt(List.of(SYSTEM, USER)))
                .startsWith("<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user");
    }

    /** The form of Llama 2 and Mistral. */
    @Test
    void shouldWriteInstructions() throws IOException {
        String source = "{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}{% set system = "
                + "'<<SYS>>\\n' + messages[0]['content'] + '\\n<</SYS>>\\n\\n' %}{% else %}{% set loop_messages = messages "
                + "%}{% set system = '' %}{% endif %}{% for message in loop_messages %}{% if (message['role'] == 'user') "
                + "!= (loop.index0 % 2 == 0) %}{{ raise_exception('Conversation roles must alternate') }}{% endif %}"
                + "{% set content = system + message['content'] if loop.index0 == 0 else message['content'] %}"
                + "{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + content | trim + ' [/INST]' }}"
                + "{% elif message['role'] == 'assistant' %}{{ ' ' + content.strip() + ' ' + eos_token }}{% endif %}"
                + "{% endfor %}";
        assertThat(template(source).prompt(List.of(SYSTEM, USER, ASSISTANT, AGAIN)))
                .isEqualTo("<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\n"
                        + USER.content().strip() + " [/INST] Hello! </s><s>[INST] More? [/INST]");
        assertThatThrownBy(() -> template(source).prompt(List.of(USER, AGAIN)))
                .isInstanceOf(ChatTemplateException.class)
                .hasMessageContaining("Conversation roles must alternate");
    }

    /** The form of Llama 3, from a file of its own; Jinja2 gives the same text. */
    @Test
    void shouldWriteHeaders() throws IOException {
        template(CHATML);
        Files.writeString(directory.resolve("chat_template.jinja"), """
                {{- bos_token }}
                {%- if messages[0]['role'] == 'system' %}
                    {%- set system_message = messages[0]['content'] | trim %}
                    {%- set messages = messages[1:] %}
                {%- else %}
                    {%- set system_message = "" %}
                {%- endif %}
                {{- "<|start_header_id|>system<|end_header_id|>\\n\\n" }}
                {{- system_message }}
                {{- "<|eot_id|>" }}
                {% for message in messages %}
                {% if message.role == 'user' or message.role == 'assistant' %}
                {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' + message['content'] | trim + '<|eot_id|>' }}
                {%- endif %}
                {%- endfor %}
                {%- if add_generation_prompt %}
                    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
                {%- endif %}
                """);
        assertThat(ChatTemplate.open(directory).orElseThrow().prompt(List.of(SYSTEM, AGAIN)))
                .isEqualTo("<s><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>\n"
                        + "<|start_header_id|>user<|end_header_id|>\n\nMore?<|eot_id|>"
                        + "<|start_header_id|>assistant<|end_header_id|>\n\n");
    }

    @Test
    void shouldKnowThatABaseModelHasNone() throws IOException {
        assertThat(ChatTemplate.open(directory)).isEmpty();
        Files.writeString(directory.resolve("tokenizer_config.json"), "{\"bos_token\": \"<s>\"}");
        assertThat(ChatTemplate.open(directory)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ ''.getClass() }}",
                "{{ ''.class.forName('java.lang.Runtime') }}",
                "{{ messages.getClass().getClassLoader() }}",
                "{{ messages[0].__class__.__mro__ }}",
                "{{ ____int3rpr3t3r____.getContext() }}",
                "{% include '/etc/passwd' %}",
                "{% import '/etc/passwd' as x %}",
                "{% for a in range(999) %}{% for b in range(999) %}{{ 'xxxxxxxxxxxxxxxxxxxx' }}{% endfor %}{% endfor %}",
                "{{ messages.clear() }}",
                "{{ '%s'.format('x').repeat(99999999) }}",
                "{% if %}"
            })
    void shouldReachNothingBesideTheConversation(String source) throws IOException {
        ChatTemplate template = template(source);
        String result;
        try {
            result = template.prompt(List.of(USER));
        } catch (ChatTemplateException refused) {
            return;
        }
        assertThat(result).as("what %s gives", source).isBlank();
    }
}
