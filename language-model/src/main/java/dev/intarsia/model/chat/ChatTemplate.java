package dev.intarsia.model.chat;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import dev.intarsia.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A checkpoint's chat template, of {@code chat_template.jinja} or {@code tokenizer_config.json}: a Jinja template from
 * messages to the text the model was taught to answer. Special tokens are written out in it, so it is encoded with
 * {@code Tokenizer.encodeWithSpecials}, and nothing is put before it; {@link #tokens} does that.
 *
 * <p>Templates run without any access to the program, and with bounds on their length, their loops and their result.
 * Safe to use from several threads.
 */
public final class ChatTemplate {
    private static final int LONGEST_RESULT = 1 << 22;
    private static final int MOST_ELEMENTS = 10_000;
    private static final Jinjava JINJA = jinja();

    private final String source;
    private final Map<String, String> specials;

    private ChatTemplate(String source, Map<String, String> specials) {
        this.source = source;
        this.specials = specials;
    }

    private static Jinjava jinja() {
        Jinjava jinja = new Jinjava(JinjavaConfig.newBuilder()
                .withElResolver(new TemplateReach())
                .withNestedInterpretationEnabled(false)
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withMaxOutputSize(LONGEST_RESULT)
                .withMaxStringLength(LONGEST_RESULT)
                .withMaxListSize(MOST_ELEMENTS)
                .withMaxMapSize(MOST_ELEMENTS)
                .withRangeLimit(1000)
                .withMaxRenderDepth(10)
                .withMaxMacroRecursionDepth(4)
                .withLegacyOverrides(LegacyOverrides.newBuilder()
                        .withEvaluateMapKeys(true)
                        .withUseNaturalOperatorPrecedence(true)
                        .withParseWhitespaceControlStrictly(true)
                        .withUseTrimmingForNotesAndExpressions(true)
                        .withKeepNullableLoopValues(true)
                        .build())
                .withDisabled(Map.of(
                        Library.TAG,
                        Set.of("include", "import", "from", "extends", "block", "call", "cycle", "autoescape"),
                        Library.FUNCTION,
                        Set.of("type", "super", "today", "unixtimestamp"),
                        Library.FILTER,
                        Set.of("attr", "map", "pprint", "random", "fromyaml", "fromjson", "toyaml", "render")))
                .build());
        jinja.setResourceLocator((name, encoding, interpreter) -> {
            throw new InterpretException("a chat template cannot read other files");
        });
        jinja.getGlobalContext()
                .registerFunction(
                        new ELFunctionDefinition("", "raise_exception", ChatTemplate.class, "raise", Object.class));
        return jinja;
    }

    /** What templates call when a conversation does not suit them. */
    public static Object raise(Object message) {
        throw new InterpretException("the template says: " + message);
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
        values.put(
                "messages",
                messages.stream()
                        .map(message -> Map.of("role", message.role(), "content", message.content()))
                        .toList());
        values.put("add_generation_prompt", true);
        RenderResult result;
        try {
            result = JINJA.renderForResult(source, values);
        } catch (RuntimeException | StackOverflowError e) {
            throw new ChatTemplateException("The checkpoint's chat template cannot be run: " + e.getMessage());
        }
        for (TemplateError error : result.getErrors()) {
            throw new ChatTemplateException(
                    "The checkpoint's chat template does not take this conversation: " + reason(error) + ".");
        }
        return result.getOutput();
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

    /** The first cause, which is where a template's own refusal stands. */
    private static String reason(TemplateError error) {
        Throwable cause = error.getException();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null || cause.getMessage() == null ? error.getMessage() : cause.getMessage();
    }

    /** The template as the checkpoint has it. */
    public String source() {
        return source;
    }
}
