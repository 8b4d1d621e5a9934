package dev.intarsia.model.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One step of a tokenizer's decoder, for one text: takes tokens, or parts of the text, as they come and passes on what is
 * certain. What all steps pass on is the same wherever the text is cut. Not thread-safe.
 */
abstract class DecodeStep {
    abstract void add(String text, Consumer<String> next);

    /** Passes on what was held back; the text ends here. */
    void end(Consumer<String> next) {}

    /** What becomes of a token that stands within a text. */
    abstract String within(String token);

    /** The bytes of a token that this step turns into bytes, else null. */
    byte @Nullable [] bytes(String token) {
        return null;
    }

    /** The bytes that a token adds to the text it stands within. */
    static byte[] bytes(Iterable<DecodeStep> steps, String token) {
        String text = token;
        for (DecodeStep step : steps) {
            byte[] bytes = step.bytes(text);
            if (bytes != null) {
                return bytes;
            }
            text = step.within(text);
        }
        return text.getBytes(UTF_8);
    }
}
