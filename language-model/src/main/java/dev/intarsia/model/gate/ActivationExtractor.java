package dev.intarsia.model.gate;

import dev.intarsia.model.engine.ActivationPass;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import java.util.List;

/**
 * Takes activation signatures (Per-Pcs, Tan et al. 2024, for one event and under the base): at each module the mean of
 * LN(x) over the positions that predict the response. One forward pass for a whole batch. Safe to use from several
 * threads.
 */
public final class ActivationExtractor {
    private final ActivationPass pass;

    public ActivationExtractor(LanguageModel model) {
        this.pass = new ActivationPass(model);
    }

    /** The signature of every example, d_in numbers per module, in the order given. */
    public List<Signature> of(List<Example> examples) {
        return pass.of(examples).stream()
                .map(result -> new Signature(result.loss(), result.means()))
                .toList();
    }
}
