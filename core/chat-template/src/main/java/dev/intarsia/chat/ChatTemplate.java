package dev.intarsia.chat;

import dev.intarsia.chat.filter.Functions;
import dev.intarsia.chat.syntax.Scope;
import dev.intarsia.chat.syntax.Statement;
import dev.intarsia.chat.syntax.StatementParser;
import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.Values;
import dev.intarsia.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint's chat template, of {@code chat_template.jinja} or {@code tokenizer_config.json}: a Jinja template from
 * messages to the text the model was taught to answer. Special tokens are written out in it, so it is encoded with
 * {@code Tokenizer.encodeApart}, and nothing is put before it; {@link #tokens} does that.
 *
 * <p>Templates run without any access to the program, and their steps are counted.
 * Safe to use from several threads.
 */
public final class ChatTemplate {
    private static final int LONGEST_REASON = 300;

    private final String source;
    private final Map<String, String> specials;
    private volatile @Nullable List<Statement> parsed;

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
        List<Statement> statements = parsed;
        if (statements == null) {
            statements = parse(source);
            parsed = statements;
        }
        List<?> entries = messages.stream().map(ChatTemplate::entries).toList();
        return render(statements, specials, entries, Clock.systemDefaultZone());
    }

    private static List<Statement> parse(String source) {
        try {
            return StatementParser.parse(source);
        } catch (RuntimeException | StackOverflowError e) {
            throw refused(e);
        }
    }

    private static Map<String, Object> entries(Message message) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("role", message.role());
        entries.put("content", message.content());
        return entries;
    }

    static String render(String source, Map<String, String> specials, List<?> messages, Clock clock) {
        return render(parse(source), specials, messages, clock);
    }

    private static String render(
            List<Statement> statements, Map<String, String> specials, List<?> messages, Clock clock) {
        Map<String, Object> values = Functions.all(clock);
        values.putAll(specials);
        values.put("messages", Values.list(messages));
        values.put("add_generation_prompt", true);
        values.put("tools", Absent.NONE);
        values.put("documents", Absent.NONE);
        try {
            return Budget.of(() -> Statement.written(statements, Scope.of(values)));
        } catch (RuntimeException | StackOverflowError e) {
            throw refused(e);
        }
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

    /** Names the first cause, which is where a template's own refusal stands. */
    private static ChatTemplateException refused(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason =
                cause instanceof StackOverflowError ? "it is nested too deep" : String.valueOf(cause.getMessage());
        return new ChatTemplateException("The checkpoint's chat template does not take this conversation: "
                + (reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "..." : reason)
                + ".");
    }

    /** The template as the checkpoint has it. */
    public String source() {
        return source;
    }
}
