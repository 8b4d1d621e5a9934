package dev.intarsia.oppu.gate;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.engine.AdamW;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.gate.ActivationGateTrainer;
import dev.intarsia.model.gate.GateUpdate;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.update.SeededDraws;
import dev.intarsia.oppu.update.ShuffledSteps;
import dev.intarsia.pieces.module.ModuleId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Activation gates (Per-Pcs, arXiv 2406.10471): trained once a version of the adapter is, on the events that it has seen
 * and that are held, in shuffled rounds seeded by sharer and version. A version's gates are the same however often they are
 * made and with whichever other sharers.
 */
public final class TrainedGates implements PieceGates {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final ActivationGateTrainer trainer;
    private final AdapterLayout layout;
    private final GateRecipe recipe;
    private final Consumer<GateUpdate> trained;

    /**
     * @param model left open
     * @param trained told of every sharer before their gates are trained
     */
    public TrainedGates(LanguageModel model, GateRecipe recipe, Consumer<GateUpdate> trained) {
        this.trainer = new ActivationGateTrainer(model, adamW(recipe.weightDecay()), recipe.learningRate());
        this.layout = model.layout();
        this.recipe = requireNonNull(recipe);
        this.trained = requireNonNull(trained);
    }

    /** The optimizer of activation gates. */
    public static AdamW adamW(double weightDecay) {
        return new AdamW(BETA1, BETA2, EPSILON, weightDecay, Double.POSITIVE_INFINITY);
    }

    @Override
    public List<Map<ModuleId, float[]>> of(List<GateRequest> requests) {
        List<List<Example>> examples =
                requests.stream().map(TrainedGates::examples).toList();
        List<GateUpdate> updates = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (!examples.get(i).isEmpty()) {
                updates.add(update(requests.get(i), examples.get(i)));
            }
        }
        updates.forEach(trained);
        List<Map<ModuleId, float[]>> results = trainer.trainEach(updates);
        List<Map<ModuleId, float[]>> gates = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < requests.size(); i++) {
            Optional<Map<ModuleId, float[]>> own =
                    examples.get(i).isEmpty() ? Optional.empty() : Optional.of(results.get(next++));
            gates.add(chosen(requests.get(i), own.filter(TrainedGates::finite)));
        }
        return gates;
    }

    /** What the adapter was trained on, as far as it is held; after a loss of the log's beginning, what is there. */
    private static List<Example> examples(GateRequest request) {
        History history = request.history();
        long end = request.seen() > history.oldest() ? Math.min(request.seen(), history.length()) : history.length();
        return LongStream.range(history.oldest(), end)
                .mapToObj(number -> history.event(number).example())
                .toList();
    }

    private GateUpdate update(GateRequest request, List<Example> examples) {
        SeededDraws draws = new SeededDraws(SeededDraws.seed("gates", request.sharer(), request.version()));
        return new GateUpdate(request.adapter(), ShuffledSteps.of(examples, recipe.steps(), recipe.rows(), draws));
    }

    /** The modules asked for. Without a history, or where training diverged, gates stay where they began, at zero. */
    private Map<ModuleId, float[]> chosen(GateRequest request, Optional<Map<ModuleId, float[]>> result) {
        Map<ModuleId, float[]> chosen = new LinkedHashMap<>();
        for (ModuleId module : request.modules()) {
            int inputs = layout.require(module).inputs();
            chosen.put(
                    module,
                    result.map(gates -> requireNonNull(gates.get(module))).orElseGet(() -> new float[inputs]));
        }
        return chosen;
    }

    private static boolean finite(Map<ModuleId, float[]> gates) {
        for (float[] gate : gates.values()) {
            for (float value : gate) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }
}
