package dev.intarsia.replay.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.pieces.assemble.PaperWeights;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.pieces.election.ElectionRules;
import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.engine.StateDirectory;
import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.MethodContext;
import dev.intarsia.replay.method.MethodFactory;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.people.FilmLovers;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gates and weights of Per-Pcs in the streaming form, as a trainer of signatures.kind activation makes them. */
class ActivationPoolTest {
    private static final PoolRules RULES = new PoolRules(
            new ElectionRules(50, 10, 1.25, 1.5, 1), Decay.none(), new PaperWeights(2), new SampleRules(4, 4));
    private static final Population POPULATION =
            new Population(FilmLovers.events(List.of("ann", "bob", "cleo"), 16), Map.of());
    private static final List<RecordedEvent> DORA = FilmLovers.events("dora", 14);

    @TempDir
    Path directory;

    @Test
    void shouldMakeAndReadBackAPoolOfActivationGatesAndAnswerFromIt() throws IOException {
        StateDirectory files = new StateDirectory(directory);
        try (ReplayModel model =
                FilmLovers.model("movie-rating", 0, Map.of("signatures.kind", "activation", "gates.steps", "3"))) {
            FlopMeter meter = new FlopMeter();
            SharedPool made = new PoolSource(model, RULES, files)
                    .draw(POPULATION, meter, Progress.NONE)
                    .pool();
            SharedPool kept = new PoolSource(model, RULES, files)
                    .draw(POPULATION, new FlopMeter(), Progress.NONE)
                    .pool();

            assertThat(meter.flops()).isPositive();
            assertThat(made.gates().kind()).isEqualTo(GateKind.ACTIVATION);
            for (ModuleShape module : model.model().layout().modules()) {
                ModulePool pieces = made.gates().modules().get(module.id());
                assertThat(pieces.size()).isEqualTo(3);
                assertThat(pieces.length()).isEqualTo(module.inputs());
            }
            assertThat(kept.gates().version()).isEqualTo(made.gates().version());
            assertThat(answers(model, files, "assembled")).isNotEqualTo(answers(model, files, "peft-retrieval"));
        }
    }

    private static List<Reply> answers(ReplayModel model, StateDirectory files, String name) {
        MethodFactory factory = new PoolFamily(RULES)
                .offers(new MethodContext(model, files)).stream()
                        .filter(offer -> offer.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        try (Method method = factory.opening().get()) {
            method.prepare(POPULATION, Progress.NONE);
            method.learn(DORA.subList(0, 12));
            return method.answer(DORA.subList(12, 14).stream().map(Question::of).toList());
        }
    }
}
