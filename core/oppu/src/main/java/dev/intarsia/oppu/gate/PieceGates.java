package dev.intarsia.oppu.gate;

import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.gate.GateUpdate;
import dev.intarsia.model.gate.GradientGates;
import dev.intarsia.pieces.module.ModuleId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes the gates of pieces, of one kind. Safe to use from several threads. */
public interface PieceGates {
    /**
     * The gates of every sharer, in the order given, each at the modules asked for.
     *
     * @throws IllegalArgumentException where the adapter layout lacks one of the modules
     */
    List<Map<ModuleId, float[]>> of(List<GateRequest> requests);

    /**
     * Gates that signatures of the recipe's kind can be compared with.
     *
     * @param model left open
     */
    static PieceGates of(GateRecipe recipe, LanguageModel model) {
        return of(recipe, model, update -> {});
    }

    /**
     * The same.
     *
     * @param trained told of everything that is trained, before it is
     */
    static PieceGates of(GateRecipe recipe, LanguageModel model, Consumer<GateUpdate> trained) {
        return switch (recipe.kind()) {
            case GRADIENT -> new SketchedGates(new GradientGates(model.fingerprint(), model.layout(), recipe.sketch()));
            case ACTIVATION -> new TrainedGates(model, recipe, trained);
        };
    }
}
