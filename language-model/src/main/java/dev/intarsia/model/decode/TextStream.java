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

        Held and(String more) {
            return new Held(choice, text + more, begin, characters);
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
        String more = decoder.add(token);
        if (choice != null) {
            held.add(new Held(choice, more, length, characters));
        }
        count(more);
        return leaving(stops.add(more));
    }

    /** What is left when the text ends. It counts as the last token's. */
    GenerationEvent.Delta end() {
        String rest = decoder.end();
        if (!held.isEmpty()) {
            held.add(held.removeLast().and(rest));
        }
        count(rest);
        return leaving(stops.add(rest) + stops.end());
    }

    boolean stopped() {
        return stops.stopped();
    }

    private void count(String more) {
        length += more.length();
        characters += more.codePointCount(0, more.length());
    }

    private GenerationEvent.Delta leaving(String text) {
        List<TokenChoice> tokens = new ArrayList<>();
        while (!held.isEmpty() && leaves(held.element())) {
            tokens.add(held.remove().until(stops.released()));
        }
        return new GenerationEvent.Delta(text, tokens);
    }

    /** The last token stays while its text may still grow. */
    private boolean leaves(Held token) {
        return stops.stopped()
                ? token.begin() < stops.released()
                : token.end() <= stops.released() && (held.size() > 1 || !decoder.holds());
    }
}
