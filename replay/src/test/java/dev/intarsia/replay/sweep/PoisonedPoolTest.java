package dev.intarsia.replay.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.pieces.assemble.BayesianWeights;
import dev.intarsia.pieces.assemble.Temper;
import dev.intarsia.pieces.assemble.Weights;
import dev.intarsia.pieces.election.HarmRule;
import dev.intarsia.pieces.infer.ModulePrior;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.people.FilmLovers;
import dev.intarsia.replay.source.ReadingListener;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.SourceSpec;
import dev.intarsia.replay.source.Sources;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Real sharers of the sample stream, the default base model, and sharers whose answers were replaced. */
class PoisonedPoolTest {
    private static final HarmRule RULE = new HarmRule(3);
    private static final Weights WEIGHTS = new BayesianWeights(new ModulePrior(0.2), new Temper(0.5, 64), 32, 16);

    @AutoClose
    private static ReplayModel model;

    private static Map<String, List<RecordedEvent>> events;

    @BeforeAll
    static void read() throws IOException {
        model = FilmLovers.model(0);
        events = new LinkedHashMap<>();
        new Sources(Tasks.bundled(), Clock.systemUTC())
                .read(
                        new SourceSpec.MovieLens(Path.of("../data/movielens-small"), "movie-rating"),
                        ReadingListener.NONE)
                .events()
                .forEach(event -> events.computeIfAbsent(event.user(), user -> new ArrayList<>())
                        .add(event));
    }

    @Test
    void shouldFindSharersOfInvertedAnswersAmongHonestOnes() {
        PoisonedPool pool = new PoisonedPool(
                model, events, 2, new PoisonedPool.Size(16, 3, 100, 96, 0), Map.of("inverted", inverting()));

        Set<String> harmful = RULE.harmful(pool.changes(user -> true)).keySet();

        assertThat(harmful).isNotEmpty().allMatch(user -> user.startsWith("inverted/"));
        assertThat(RULE.harmful(pool.changes(PoisonedPoolTest::honest))).isEmpty();
    }

    /** The figures of docs/reliability.md, which take half an hour. */
    @Test
    @EnabledIfSystemProperty(named = "intarsia.tests.long", matches = "true")
    void shouldTellWhatIsFoundAndWhatTheRestCosts() {
        for (int seed : new int[] {2, 3, 4, 5, 6}) {
            Random random = new Random(seed + 1000);
            Map<String, UnaryOperator<String>> poisons = new LinkedHashMap<>();
            poisons.put("inverted", inverting());
            poisons.put("random", answer -> String.valueOf((1 + random.nextInt(10)) / 2.0));
            poisons.put("lowest", answer -> "0.5");
            PoisonedPool pool =
                    new PoisonedPool(model, events, seed, new PoisonedPool.Size(40, 6, 200, 128, 40), poisons);
            System.out.printf("seed %d: base %.4f%n", seed, pool.loss(null, WEIGHTS));
            say(seed, "honest alone", pool, PoisonedPoolTest::honest);
            poisons.keySet()
                    .forEach(name -> say(seed, name, pool, user -> honest(user) || user.startsWith(name + "/")));
        }
    }

    private static void say(int seed, String name, PoisonedPool pool, Predicate<String> who) {
        Set<String> harmful = RULE.harmful(pool.changes(who)).keySet();
        System.out.printf(
                "seed %d, %s: assembled %.4f, found %d, honest taken for harmful %d%n",
                seed,
                name,
                pool.loss(who, WEIGHTS),
                harmful.stream().filter(user -> !honest(user)).count(),
                harmful.stream().filter(PoisonedPoolTest::honest).count());
    }

    private static boolean honest(String user) {
        return user.startsWith(PoisonedPool.HONEST);
    }

    private static UnaryOperator<String> inverting() {
        return answer -> String.valueOf(5.5 - Double.parseDouble(answer));
    }
}
