package dev.intarsia.model.gate;

import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.pool.GateKind;
import java.util.List;

/** Takes signatures of one kind from the frozen base model. Safe to use from several threads. */
public interface SignatureSource extends AutoCloseable {
    /** The signature of every example, in the order given. */
    List<Signature> of(List<Example> examples);

    @Override
    void close();

    /**
     * Takes signatures that gates of a kind can be compared with; where the model's adapters are no LoRAs, losses alone.
     *
     * @param model left open
     * @param sketch how many numbers a gradient signature has per module; an activation signature has d_in
     */
    static SignatureSource of(LanguageModel model, GateKind kind, int sketch) {
        if (!model.layout().form().isLora()) {
            return new BaseLosses(model);
        }
        return switch (kind) {
            case GRADIENT -> new SignatureExtractor(model, sketch);
            case ACTIVATION -> new ActivationSignatures(model);
        };
    }
}
