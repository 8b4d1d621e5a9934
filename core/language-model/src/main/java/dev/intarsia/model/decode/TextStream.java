package dev.intarsia.model.decode;

import dev.intarsia.model.tokenizer.IncrementalDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns tokens into the text that may leave: whole characters, nothing of a stop string, each token with its text. */
final class TextStream {
    /**
     * A token whose text has not left.
     *
     * @param text what it added
     * @param begin where in the text that begins
     * @param characters how many code points come before it
     */
    private record Held(TokenChoice choice, String text, int begin, int characters) {
        int end() {
            return begin + text.length();
        }

        /** With its text up to there. */
        TokenChoice until(int released) {
            return choice.with(text.substring(0, Math.min(text.length(), released - begin)), characters);
        }
    }

    private final IncrementalDecoder decoder;
    private final StopScanner stops;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private int length;
    private int characters;

    TextStream(IncrementalDecoder decoder, List<String> stops) {
        this.decoder = decoder;
        this.stops = new StopScanner(stops);
    }

    /** @param choice null where no log-probabilities were asked for */
    GenerationEvent.Delta add(int token, @Nullable TokenChoice choice) {
        return leaving(stops.add(added(decoder.add(token), choice)));
    }

    /** As {@link #add}, with a token after which none comes: a character that it begins is told as broken. */
    GenerationEvent.Delta last(int token, @Nullable TokenChoice choice) {
        return leaving(stops.add(added(decoder.add(token) + decoder.end(), choice)));
    }

    /**
     * What is left when the text ends.
     *
     * @param choice the token that ended it, which is told where a character was left broken by it; null where none did or
     *     no log-probabilities were asked for
     */
    GenerationEvent.Delta end(@Nullable TokenChoice choice) {
        String rest = decoder.end();
        return leaving(stops.add(added(rest, rest.isEmpty() ? null : choice)) + stops.end());
    }

    boolean stopped() {
        return stops.stopped();
    }

    private String added(String more, @Nullable TokenChoice choice) {
        if (choice != null) {
            held.add(new Held(choice, more, length, characters));
        }
        length += more.length();
        characters += more.codePointCount(0, more.length());
        return more;
    }

    private GenerationEvent.Delta leaving(String text) {
        List<TokenChoice> tokens = new ArrayList<>();
        while (!held.isEmpty() && leaves(held.element())) {
            tokens.add(held.remove().until(stops.released()));
        }
        return new GenerationEvent.Delta(text, tokens);
    }

    private boolean leaves(Held token) {
        return stops.stopped() ? token.begin() < stops.released() : token.end() <= stops.released();
    }
}
