package dev.intarsia.gateway.openai;

import dev.intarsia.model.decode.FinishReason;
import dev.intarsia.model.decode.GenerationEvent.Delta;
import dev.intarsia.model.decode.GenerationEvent.Finished;
import dev.intarsia.model.decode.TokenChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One text of a whole response while it grows. */
final class TextSoFar {
    private final StringBuilder text = new StringBuilder();
    private final List<TokenChoice> tokens = new ArrayList<>();
    private @Nullable Finished end;

    void add(Delta delta) {
        text.append(delta.text());
        tokens.addAll(delta.tokens());
    }

    void end(Finished finished) {
        end = finished;
    }

    String text() {
        return text.toString();
    }

    List<TokenChoice> tokens() {
        return tokens;
    }

    int generatedTokens() {
        return end == null ? 0 : end.generatedTokens();
    }

    String finishReason() {
        return finishReason(end == null ? FinishReason.CANCELLED : end.reason());
    }

    /** As the OpenAI API calls it. */
    static String finishReason(FinishReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
