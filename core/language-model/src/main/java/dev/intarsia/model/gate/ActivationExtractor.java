package dev.intarsia.model.gate;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.ActivationPass;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** The signature of every example under the base, d_in numbers per module, in the order given. */
    public List<Signature> of(List<Example> examples) {
        return of(examples, null);
    }

    /**
     * The same under one adapter. With what is assembled so far in the lower layers this gives the paper's own order,
     * in which upper layers see the lower pieces.
     */
    public List<Signature> of(List<Example> examples, @Nullable Adapter adapter) {
        return pass.of(examples, Collections.nCopies(examples.size(), adapter)).stream()
                .map(result -> new Signature(result.loss(), result.means()))
                .toList();
    }
}
