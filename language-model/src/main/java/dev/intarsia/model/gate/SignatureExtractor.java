package dev.intarsia.model.gate;

import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import java.util.List;

/**
 * Takes gradient signatures: at each module {@code q = -d loss / d B} at B = 0, sketched. One forward and one backward
 * pass of the frozen base for a whole batch. Safe to use from several threads.
 */
public final class SignatureExtractor {
    /** @param sketchSize how many numbers a signature has per module */
    public SignatureExtractor(LanguageModel model, int sketchSize) {}

    /** The signature of every example, in the order given. */
    public List<Signature> of(List<Example> examples) {
        throw new UnsupportedOperationException();
    }
}
