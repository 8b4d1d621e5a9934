package dev.intarsia.model.tokenizer;

import java.util.List;
import java.util.function.Consumer;

/**
 * Decodes tokens as they are generated. Text comes out as soon as it is certain: a character whose bytes are spread
 * over several tokens appears with the last of them. All that comes out is the decoding of all the tokens at once, and a
 * token costs no more the more there were before it. Not thread-safe.
 */
public final class IncrementalDecoder {
    private final Vocabulary vocabulary;
    private final List<DecodeStep> steps;
    private final List<Consumer<String>> inputs;
    private StringBuilder text = new StringBuilder();

    IncrementalDecoder(Vocabulary vocabulary, List<DecodeStep> steps) {
        this.vocabulary = vocabulary;
        this.steps = steps;
        this.inputs = inputs();
    }

    /** Takes one token; returns the text that became certain, often empty. */
    public String add(int id) {
        String token = vocabulary.special(id) ? null : vocabulary.token(id);
        if (token != null) {
            inputs.get(0).accept(token);
        }
        return taken();
    }

    /** The rest: bytes that never became a character, as U+FFFD; usually empty. */
    public String end() {
        for (int step = 0; step < steps.size(); step++) {
            steps.get(step).end(inputs.get(step + 1));
        }
        return taken();
    }

    /** Takes what stands before the text; none of it comes out. */
    IncrementalDecoder after(int[] tokens, int from) {
        for (int at = from; at < tokens.length; at++) {
            add(tokens[at]);
        }
        return this;
    }

    /** Takes a text's beginning that is in no token. */
    IncrementalDecoder after(String beginning) {
        inputs.get(0).accept(beginning);
        taken();
        return this;
    }

    /** By step, where its text goes in; the last is where text comes out. */
    private List<Consumer<String>> inputs() {
        @SuppressWarnings("unchecked")
        Consumer<String>[] all = new Consumer[steps.size() + 1];
        all[steps.size()] = part -> text.append(part);
        for (int at = steps.size() - 1; at >= 0; at--) {
            DecodeStep step = steps.get(at);
            Consumer<String> next = all[at + 1];
            all[at] = part -> step.add(part, next);
        }
        return List.of(all);
    }

    private String taken() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }
}
