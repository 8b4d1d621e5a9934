package dev.intarsia.model.tokenizer;

import java.util.function.Consumer;

/** Marks of words become spaces, but for those of the first token where one was put before the text. */
final class MetaspaceStep extends DecodeStep {
    private final String mark;
    private final boolean prefixed;
    private final boolean fused;
    private boolean begun;

    /** @param fused whether parts of one text come: all of it counts as the first token */
    MetaspaceStep(String mark, boolean prefixed, boolean fused) {
        this.mark = mark;
        this.prefixed = prefixed;
        this.fused = fused;
    }

    @Override
    void add(String text, Consumer<String> next) {
        next.accept(text.replace(mark, prefixed && (fused || !begun) ? "" : " "));
        begun = true;
    }

    @Override
    String within(String token) {
        return token.replace(mark, prefixed && fused ? "" : " ");
    }
}
