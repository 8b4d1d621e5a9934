package dev.intarsia.gateway.openai;

import static java.util.Objects.requireNonNull;

import dev.intarsia.chat.ChatTemplate;
import dev.intarsia.chat.ChatTemplateException;
import dev.intarsia.chat.Message;
import dev.intarsia.gateway.generate.PromptEncoder;
import java.util.List;
import java.util.Optional;

/** Turns conversations into prompts: by the checkpoint's own template, or as {@link PlainChat} where it has none. */
final class ChatPrompts {
    private final PromptEncoder prompts;
    private final Optional<ChatTemplate> template;

    ChatPrompts(PromptEncoder prompts, Optional<ChatTemplate> template) {
        this.prompts = requireNonNull(prompts);
        this.template = requireNonNull(template);
    }

    /**
     * The prompt's tokens. A template writes its beginning of sequence itself, so none is put before it.
     *
     * @throws ChatTemplateException when the template refuses the conversation
     */
    int[] tokens(List<Message> messages) {
        return template.map(known -> prompts.chat(
                        known, messages.stream().map(ChatPrompts::named).toList()))
                .orElseGet(() -> prompts.text(PlainChat.prompt(messages)));
    }

    /** Strings that end an answer; a model that was taught a template ends its turn itself. */
    List<String> stop() {
        return template.isPresent() ? List.of() : List.of(PlainChat.USER_TURN);
    }

    /** Templates know the older name of a developer's message only. */
    private static Message named(Message message) {
        return message.role().equals("developer") ? new Message("system", message.content()) : message;
    }
}
