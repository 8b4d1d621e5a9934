package dev.intarsia.replay.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureSource;
import dev.intarsia.pieces.assemble.PaperWeights;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.engine.StateDirectory;
import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.MethodContext;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.people.FilmLovers;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PaperMethodTest {
    /** As published, but for fewer sharers and steps. */
    private static final PaperSettings FEW = new PaperSettings(
            4, Set.of(Projection.Q, Projection.V, Projection.O), 3, 10, 8, 4, 4, 6, 3e-3, 3e-3, 0.01, 2, 16, 2000, 64);

    private static final Population POPULATION = new Population(
            FilmLovers.events(List.of("ann", "bob", "cleo"), 16), FilmLovers.events(List.of("finn", "gwen"), 12));
    private static final List<RecordedEvent> DORA = FilmLovers.events("dora", 24);
    private static final List<RecordedEvent> EMIL = FilmLovers.events("emil", 12);

    /** What the method said while it made the pool. */
    private static final List<String> TOLD = new ArrayList<>();

    @TempDir
    static Path directory;

    private static ReplayModel base;
    private static ReplayModel model;
    private static StateDirectory files;

    @BeforeAll
    static void load() throws IOException {
        base = FilmLovers.model(0);
        model = base.reshaped(FEW::shape);
        files = new StateDirectory(directory);
        opened(files, POPULATION, (doing, done, total) -> TOLD.add(doing + " " + done + " of " + total))
                .close();
    }

    @AfterAll
    static void close() {
        model.close();
        base.close();
    }

    @Test
    void shouldAnswerFromTheUsersOwnEventsForAnySplit() {
        Method alone = opened();
        alone.learn(DORA.subList(0, 20));
        Method beside = opened();
        List<RecordedEvent> first = new ArrayList<>(EMIL);
        first.addAll(DORA.subList(0, 9));
        beside.learn(first);
        beside.answer(questions(DORA.subList(20, 22)));
        beside.learn(DORA.subList(9, 20));

        List<Reply> one = alone.answer(questions(DORA.subList(20, 24)));
        List<Reply> other = beside.answer(questions(DORA.subList(20, 24)));

        alone.close();
        beside.close();
        for (int i = 0; i < one.size(); i++) {
            assertThat(numbers(other.get(i))).containsExactly(numbers(one.get(i)), within(1e-6));
        }
    }

    /** What was assembled before the kill would otherwise be assembled and counted once more. */
    @Test
    void shouldNotAssembleAgainAfterARestore() throws IOException {
        List<Question> asked = questions(DORA.subList(20, 24));
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        try (Method whole = opened();
                Method restored = opened()) {
            whole.learn(DORA.subList(0, 19));
            whole.answer(asked);
            whole.learn(DORA.subList(19, 20));
            whole.save(new DataOutputStream(saved));
            restored.restore(DORA.subList(0, 20), new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
            double before = whole.flops();
            double begun = restored.flops();

            assertThat(restored.answer(asked)).isEqualTo(whole.answer(asked));
            assertThat(restored.flops() - begun).isEqualTo(whole.flops() - before);
            assertThat(restored.kept()).isEqualTo(whole.kept());
        }
    }

    /** Dealing rounds of no examples would never end. */
    @Test
    @Timeout(600)
    void shouldNotElectAUserWhoseAnswersAreAllTooLong() throws IOException {
        String tooLong = "5.0 ".repeat(2000);
        List<RecordedEvent> long13 = FilmLovers.events("finn", 13).stream()
                .map(event ->
                        new RecordedEvent(event.id(), event.user(), event.time(), event.task(), event.input(), tooLong))
                .toList();
        Population population = new Population(
                Map.of("ann", FilmLovers.events("ann", 12), "finn", long13),
                Map.of("bob", FilmLovers.events("bob", 12)));
        StateDirectory own = new StateDirectory(directory.resolve("too-long"));

        try (Method method = opened(own, population, Progress.NONE)) {
            assertThat(PaperPoolCodec.read(own.read("paper-pool").orElseThrow(), model)
                            .pool()
                            .sharers())
                    .containsExactly("ann", "bob");
        }
    }

    @Test
    void shouldReportItsProgressWhilePreparing() {
        assertThat(TOLD)
                .containsSubsequence(
                        "clustering users, user 0 of 5",
                        "clustering users, user 4 of 5",
                        "reading sharers' histories, sharer 2 of 3",
                        "training sharers' adapters, step 0 of 4",
                        "training sharers' adapters, step 4 of 4",
                        "training sharers' gates, step 1 of 4",
                        "training sharers' gates, step 4 of 4");
    }

    private static double[] numbers(Reply reply) {
        return Objects.requireNonNull(reply.probabilities()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    @Test
    void shouldFillThePoolWithOneSharerPerClusterAndNoTarget() {
        PaperPool pool = PaperPoolCodec.read(files.read("paper-pool").orElseThrow(), model)
                .pool();

        assertThat(pool.sharers()).hasSize(3).isSubsetOf("ann", "bob", "cleo", "finn", "gwen");
    }

    @Test
    void shouldReadBackTheStoredPoolUnchanged() {
        byte[] kept = files.read("paper-pool").orElseThrow();

        assertThat(PaperPoolCodec.read(kept, model).write()).isEqualTo(kept);
    }

    @Test
    void shouldLetUpperLayersSeeTheLowerPieces() {
        PaperPool pool = PaperPoolCodec.read(files.read("paper-pool").orElseThrow(), model)
                .pool();
        List<Example> examples = DORA.stream()
                .map(event -> model.encoding().encoder().encode(model.task(), event.input(), event.output()))
                .toList();
        Map<ModuleId, float[]> layerwise = new LayerwiseAssembly(model, pool, 2, new FlopMeter())
                .assemble(List.of(examples))
                .get(0);

        // One module at the bottom replaced by nothing: what stands above must notice.
        PaperPool without = pool.without(new ModuleId(0, Projection.V));
        Map<ModuleId, float[]> other = new LayerwiseAssembly(model, without, 2, new FlopMeter())
                .assemble(List.of(examples))
                .get(0);

        ModuleId bottom = new ModuleId(0, Projection.Q);
        ModuleId above = new ModuleId(1, Projection.Q);
        assertThat(other.get(bottom)).isEqualTo(layerwise.get(bottom));
        assertThat(other.get(above)).isNotEqualTo(layerwise.get(above));
    }

    /** Below the first piece the running system sees what the paper does. */
    @Test
    void shouldChooseAtTheBottomWhatTheAssemblerChoosesFromTheTrainersSignatures() {
        PaperPool pool = PaperPoolCodec.read(files.read("paper-pool").orElseThrow(), model)
                .pool();
        List<Example> examples = DORA.stream()
                .map(event -> model.encoding().encoder().encode(model.task(), event.input(), event.output()))
                .toList();
        Map<ModuleId, float[]> layerwise = new LayerwiseAssembly(model, pool, 2, new FlopMeter())
                .assemble(List.of(examples))
                .get(0);

        SignatureSum sum = SignatureSum.empty();
        try (SignatureSource source = SignatureSource.of(model.model(), GateKind.ACTIVATION, 1)) {
            for (Signature signature : source.of(examples)) {
                sum = sum.add(signature.sketches());
            }
        }
        for (ModuleId bottom : List.of(new ModuleId(0, Projection.Q), new ModuleId(0, Projection.V))) {
            float[] streamed = new PaperWeights(2)
                    .on(Objects.requireNonNull(pool.modules().get(bottom)))
                    .coefficients(sum.sum(bottom), sum.weight());
            assertThat(streamed).containsExactly(Objects.requireNonNull(layerwise.get(bottom)), within(1e-6f));
        }
    }

    @Test
    void shouldTakeModulesInTheOrderOfAForwardPass() {
        AdapterLayout layout = new AdapterLayout(1, 1, List.of(shape("0.q"), shape("0.v"), shape("0.o"), shape("1.q")));

        assertThat(LayerOrder.of(layout))
                .containsExactly(
                        List.of(ModuleId.parse("0.q"), ModuleId.parse("0.v")),
                        List.of(ModuleId.parse("0.o")),
                        List.of(ModuleId.parse("1.q")));
    }

    private static ModuleShape shape(String module) {
        return new ModuleShape(ModuleId.parse(module), 4, 4);
    }

    private static Method opened() {
        return opened(files, POPULATION, Progress.NONE);
    }

    private static Method opened(StateDirectory kept, Population population, Progress progress) {
        Method method = new PaperFamily(FEW)
                .offers(new MethodContext(base, kept))
                .get(0)
                .opening()
                .get();
        method.prepare(population, progress);
        return method;
    }

    private static List<Question> questions(List<RecordedEvent> events) {
        return events.stream().map(Question::of).toList();
    }
}
