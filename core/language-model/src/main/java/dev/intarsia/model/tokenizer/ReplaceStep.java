package dev.intarsia.model.tokenizer;

import java.util.function.Consumer;

/** Puts one text in the place of another, in each token by itself or in the text as a whole. */
final class ReplaceStep extends DecodeStep {
    private final String pattern;
    private final String replacement;
    private final boolean fused;
    private String held = "";

    /** @param fused whether parts of one text come, so that the pattern may be spread over several */
    ReplaceStep(String pattern, String replacement, boolean fused) {
        this.pattern = pattern;
        this.replacement = replacement;
        this.fused = fused;
    }

    @Override
    void add(String text, Consumer<String> next) {
        if (pattern.isEmpty() || !fused) {
            next.accept(within(text));
            return;
        }
        String all = held + text;
        StringBuilder certain = new StringBuilder();
        int from = 0;
        for (int at = all.indexOf(pattern); at >= 0; at = all.indexOf(pattern, from)) {
            certain.append(all, from, at).append(replacement);
            from = at + pattern.length();
        }
        int end = all.length() - begun(all, from);
        held = all.substring(end);
        next.accept(certain.append(all, from, end).toString());
    }

    @Override
    void end(Consumer<String> next) {
        next.accept(held);
        held = "";
    }

    @Override
    String within(String token) {
        return pattern.isEmpty() ? token : token.replace(pattern, replacement);
    }

    /** Length of the longest end of the text that begins the pattern. */
    private int begun(String text, int from) {
        for (int length = Math.min(pattern.length() - 1, text.length() - from); length > 0; length--) {
            if (text.regionMatches(text.length() - length, pattern, 0, length)) {
                return length;
            }
        }
        return 0;
    }
}
