package dev.intarsia.model.tokenizer;

import java.util.function.Consumer;

/** Takes one character off the beginning and the end, of each token by itself or of the text as a whole. */
final class StripStep extends DecodeStep {
    private final int content;
    private final int start;
    private final int stop;
    private final boolean fused;
    private int begun;
    private int held;

    /**
     * @param content the character
     * @param start how many of it are taken off the beginning, at most
     * @param stop how many of it are taken off the end, at most
     * @param fused whether parts of one text come
     */
    StripStep(int content, int start, int stop, boolean fused) {
        this.content = content;
        this.start = start;
        this.stop = stop;
        this.fused = fused;
    }

    @Override
    void add(String text, Consumer<String> next) {
        if (!fused) {
            begun = 0;
            held = 0;
        }
        StringBuilder certain = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (character != content) {
                begun = start;
                release(certain, held);
                certain.appendCodePoint(character);
            } else if (begun < start) {
                begun++;
            } else {
                held++;
                release(certain, Math.max(0, held - stop));
            }
        });
        next.accept(certain.toString());
    }

    private void release(StringBuilder certain, int count) {
        certain.append(Character.toString(content).repeat(count));
        held -= count;
    }

    @Override
    String within(String token) {
        if (fused) {
            return token;
        }
        StringBuilder text = new StringBuilder();
        new StripStep(content, start, stop, true).add(token, text::append);
        return text.toString();
    }
}
