package dev.intarsia.model.decode;

import dev.intarsia.model.tokenizer.IncrementalDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns tokens into the text that may leave: whole characters, nothing of a stop string, each token with its text. */
final class TextStream {

    /** A token whose text has not left, and where in the text it begins and ends. */
    private record Held(TokenChoice choice, int begin, int end) {}

    private final IncrementalDecoder decoder;
    private final StopScanner stops;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private int length;

    TextStream(IncrementalDecoder decoder, List<String> stops) {
        this.decoder = decoder;
        this.stops = new StopScanner(stops);
    }

    /** @param choice null where no log-probabilities were asked for */
    GenerationEvent.Delta add(int token, @Nullable TokenChoice choice) {
        String more = decoder.add(token);
        if (choice != null) {
            held.add(new Held(choice, length, length + more.length()));
        }
        length += more.length();
        return leaving(stops.add(more));
    }

    /** What is left when the text ends. */
    GenerationEvent.Delta end() {
        String rest = decoder.end();
        length += rest.length();
        return leaving(stops.add(rest) + stops.end());
    }

    boolean stopped() {
        return stops.stopped();
    }

    private GenerationEvent.Delta leaving(String text) {
        List<TokenChoice> tokens = new ArrayList<>();
        while (!held.isEmpty() && leaves(held.peek())) {
            tokens.add(held.remove().choice());
        }
        return new GenerationEvent.Delta(text, tokens);
    }

    private boolean leaves(Held token) {
        return stops.stopped() ? token.begin() < stops.released() : token.end() <= stops.released();
    }
}
