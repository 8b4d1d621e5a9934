package dev.intarsia.model.gate;

import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.LossPass;
import dev.intarsia.model.example.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The losses of events alone, where users' adapters are no LoRAs: there are no pieces that signatures could be compared with.
 * Safe to use from several threads.
 */
public final class BaseLosses implements SignatureSource {
    private final LossPass pass;

    public BaseLosses(LanguageModel model) {
        this.pass = new LossPass(model, true);
    }

    @Override
    public List<Signature> of(List<Example> examples) {
        List<Signature> signatures = new ArrayList<>();
        for (float loss : pass.losses(examples, Collections.nCopies(examples.size(), null))) {
            signatures.add(new Signature(loss, Map.of()));
        }
        return signatures;
    }

    /** Holds nothing. */
    @Override
    public void close() {}
}
