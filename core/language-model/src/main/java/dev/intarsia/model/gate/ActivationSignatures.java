package dev.intarsia.model.gate;

import dev.intarsia.model.engine.ActivationPass;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import java.util.Collections;
import java.util.List;

/**
 * Takes activation signatures (Per-Pcs, arXiv 2406.10471): at each module the mean of LN(x) over the positions that predict
 * the response, d_in numbers, where x is the module's input under the base model and LN has no weights. One forward pass
 * for a whole batch. The paper looks at upper layers once the lower ones are assembled; here all are seen under the base,
 * so that signatures of one user add up. Safe to use from several threads.
 */
public final class ActivationSignatures implements SignatureSource {
    private final ActivationPass pass;

    public ActivationSignatures(LanguageModel model) {
        this.pass = new ActivationPass(model);
    }

    @Override
    public List<Signature> of(List<Example> examples) {
        return pass.of(examples, Collections.nCopies(examples.size(), null)).stream()
                .map(result -> new Signature(result.loss(), result.means()))
                .toList();
    }

    /** Holds nothing. */
    @Override
    public void close() {}
}
