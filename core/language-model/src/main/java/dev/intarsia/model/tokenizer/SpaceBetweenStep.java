package dev.intarsia.model.tokenizer;

import java.util.function.Consumer;

/** Where a tokenizer names no decoder, its tokens are words with a space between them. */
final class SpaceBetweenStep extends DecodeStep {
    private boolean begun;

    @Override
    void add(String text, Consumer<String> next) {
        next.accept(begun ? within(text) : text);
        begun = true;
    }

    @Override
    String within(String token) {
        return " " + token;
    }
}
