package dev.intarsia.model.chat;

import dev.intarsia.model.chat.jinja.JinjaException;
import dev.intarsia.model.chat.jinja.None;
import dev.intarsia.model.chat.jinja.Template;
import dev.intarsia.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checkpoint's chat template, of {@code chat_template.jinja} or {@code tokenizer_config.json}: a Jinja template from
 * messages to the text the model was taught to answer. Special tokens are written out in it, so it is encoded with
 * {@code Tokenizer.encodeWithSpecials}, and nothing is put before it; {@link #tokens} does that.
 *
 * <p>Templates reach nothing but the conversation, and their work is counted: one that takes more than about a second of it
 * is ended. Safe to use from several threads.
 */
public final class ChatTemplate {
    private final String source;
    private final Map<String, String> specials;

    private ChatTemplate(String source, Map<String, String> specials) {
        this.source = source;
        this.specials = specials;
    }

    /**
     * The template of a checkpoint directory.
     *
     * @return empty where it has none: a base model
     * @throws IOException when a file is malformed or the template is too long
     */
    public static Optional<ChatTemplate> open(Path directory) throws IOException {
        String source = ChatTemplateFile.source(directory);
        return source.isBlank()
                ? Optional.empty()
                : Optional.of(new ChatTemplate(source, ChatTemplateFile.specials(directory)));
    }

    /**
     * The text of a conversation, up to where the assistant goes on.
     *
     * @throws ChatTemplateException when the template refuses the conversation, for example because user and assistant
     *     do not take turns, or uses what this version does not know
     */
    public String prompt(List<Message> messages) {
        Map<String, Object> values = new HashMap<>(specials);
        values.put("messages", messages.stream().map(ChatTemplate::entries).toList());
        values.put("add_generation_prompt", true);
        values.put("tools", None.NONE);
        values.put("documents", None.NONE);
        try {
            return Template.of(source).render(values, Clock.systemDefaultZone());
        } catch (JinjaException e) {
            throw new ChatTemplateException(
                    "The checkpoint's chat template does not take this conversation: " + e.getMessage() + ".");
        }
    }

    private static Map<String, Object> entries(Message message) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("role", message.role());
        entries.put("content", message.content());
        return entries;
    }

    /**
     * The tokens of a conversation, up to where the assistant goes on. Special tokens are the template's own alone: what
     * merely looks like one within a message is read as its letters.
     *
     * @throws ChatTemplateException as {@link #prompt} does
     */
    public int[] tokens(List<Message> messages, Tokenizer tokenizer) {
        return tokenizer.encodeApart(prompt(messages.stream()
                .map(message -> new Message(message.role(), tokenizer.apart(message.content())))
                .toList()));
    }

    /** The template as the checkpoint has it. */
    public String source() {
        return source;
    }
}
