package dev.intarsia.oppu.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.model.gate.ActivationGateTrainer;
import dev.intarsia.model.gate.GateUpdate;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.update.SeededDraws;
import dev.intarsia.oppu.update.ShuffledSteps;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.sketch.CountSketch;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real engine on a tiny model, whose adapters share one A. */
class PieceGatesTest {
    private static final Task TASK = Tasks.bundled().require("movie-rating");
    private static final GateRecipe ACTIVATION = new GateRecipe(GateKind.ACTIVATION, 16, 5, 3, 0.02, 0.01);

    @AutoClose
    private static TinyModel tiny;

    private static ExampleEncoder encoder;
    private static PieceGates trained;

    @BeforeAll
    static void load(@TempDir Path directory) throws IOException {
        tiny = TinyModel.open(TinyCheckpoint.UNDECIDED.write(directory));
        encoder = new ExampleEncoder(tiny.tokenizer(), 64);
        trained = PieceGates.of(ACTIVATION, tiny.model());
    }

    @Test
    void shouldSketchTheWeightsForGradientGates() {
        GateRequest request = request("ada", 1, 12, List.of(ModuleId.parse("1.v")));

        Map<ModuleId, float[]> gates = PieceGates.of(
                        new GateRecipe(GateKind.GRADIENT, 16, 5, 3, 0.02, 0.01), tiny.model())
                .of(List.of(request))
                .get(0);

        float[] weights = request.adapter().weights(ModuleId.parse("1.v"));
        assertThat(gates).containsOnlyKeys(ModuleId.parse("1.v"));
        assertThat(gates.get(ModuleId.parse("1.v")))
                .isEqualTo(CountSketch.of(tiny.model().fingerprint(), ModuleId.parse("1.v"), weights.length, 16)
                        .apply(weights));
    }

    /** The very trainer and steps by which replay makes the gates of Per-Pcs as published. */
    @Test
    void shouldTrainActivationGatesAsOfflineEvaluationDoes() {
        GateRequest request = request("ada", 1, 12, modules());

        Map<ModuleId, float[]> gates = trained.of(List.of(request)).get(0);

        SeededDraws draws = new SeededDraws(SeededDraws.seed("gates", "ada", 1));
        GateUpdate update = new GateUpdate(request.adapter(), ShuffledSteps.of(examples("ada", 12), 5, 3, draws));
        Map<ModuleId, float[]> expected = new ActivationGateTrainer(tiny.model(), TrainedGates.adamW(0.01), 0.02)
                .train(List.of(update))
                .get(0);
        assertThat(gates.keySet()).containsExactlyElementsOf(modules());
        gates.forEach((module, gate) -> {
            assertThat(gate).isEqualTo(expected.get(module));
            assertThat(gate).hasSize(tiny.model().layout().require(module).inputs());
            assertThat(gate).doesNotContain(Float.NaN).isNotEqualTo(new float[gate.length]);
        });
    }

    @Test
    void shouldTrainTheSameBitsAgainAloneAndAmongOthers() {
        List<GateRequest> crowd = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            crowd.add(request("u" + i, 1 + i, 8 + 3 * i, modules()));
        }

        List<Map<ModuleId, float[]>> together = trained.of(crowd);
        List<Map<ModuleId, float[]>> again = trained.of(crowd);

        for (int i = 0; i < crowd.size(); i++) {
            Map<ModuleId, float[]> alone = trained.of(List.of(crowd.get(i))).get(0);
            for (ModuleId module : modules()) {
                assertThat(again.get(i).get(module)).isEqualTo(together.get(i).get(module));
                assertThat(alone.get(module)).isEqualTo(together.get(i).get(module));
            }
        }
    }

    @Test
    void shouldTrainOnWhatTheAdapterHasSeenAndNothingLater() {
        GateRequest then = request("ada", 1, 8, modules());
        GateRequest later = new GateRequest("ada", 1, 8, then.adapter(), history("ada", 30), modules());
        GateRequest next = new GateRequest("ada", 2, 8, then.adapter(), then.history(), modules());

        Map<ModuleId, float[]> gates = trained.of(List.of(then)).get(0);

        ModuleId module = modules().get(0);
        assertThat(trained.of(List.of(later)).get(0).get(module)).isEqualTo(gates.get(module));
        assertThat(trained.of(List.of(next)).get(0).get(module)).isNotEqualTo(gates.get(module));
    }

    @Test
    void shouldLeaveGatesAtZeroWithoutAHistoryOrWhereTrainingDiverges() {
        Adapter adapter = adapter("ada", 12);
        GateRequest unknown = new GateRequest("ada", 1, 12, adapter, History.EMPTY, modules());
        GateRecipe wild = new GateRecipe(GateKind.ACTIVATION, 16, 5, 3, 1e39, 0.01);

        List<Map<ModuleId, float[]>> gates = trained.of(List.of(unknown, request("bob", 1, 8, modules())));
        Map<ModuleId, float[]> diverged = PieceGates.of(wild, tiny.model())
                .of(List.of(request("bob", 1, 8, modules())))
                .get(0);

        assertThat(gates.get(0).values()).allSatisfy(gate -> assertThat(gate).containsOnly(0));
        assertThat(gates.get(1).values()).allSatisfy(gate -> assertThat(gate).isNotEqualTo(new float[gate.length]));
        assertThat(diverged.values()).allSatisfy(gate -> assertThat(gate).containsOnly(0));
    }

    private static GateRequest request(String user, long version, int events, List<ModuleId> modules) {
        return new GateRequest(user, version, events, adapter(user, events), history(user, events), modules);
    }

    private static List<ModuleId> modules() {
        return tiny.model().layout().modules().stream().map(ModuleShape::id).toList();
    }

    private static Adapter adapter(String user, int events) {
        TrainingOptions options = TrainingOptions.defaults().withLearningRate(new LearningRate.Constant(0.01));
        try (FusedTrainer trainer = new FusedTrainer(tiny.model(), options)) {
            return trainer.train(List.of(new UserUpdate(
                            AdapterState.zero(tiny.model().layout()), List.of(examples(user, events)), 1)))
                    .get(0)
                    .adapter();
        }
    }

    private static History history(String user, int events) {
        List<EncodedEvent> encoded = new ArrayList<>();
        for (Example example : examples(user, events)) {
            encoded.add(EncodedEvent.of("e" + encoded.size(), Instant.EPOCH, example));
        }
        return History.EMPTY.with(encoded, 1000);
    }

    private static List<Example> examples(String user, int events) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            String title = user + " sees film " + "again ".repeat(i % 4) + i;
            examples.add(encoder.encode(TASK, Map.of("title", title), i % 3 == 0 ? "4.5" : "1.0"));
        }
        return examples;
    }
}
