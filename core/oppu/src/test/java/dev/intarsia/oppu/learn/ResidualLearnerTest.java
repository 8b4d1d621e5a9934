package dev.intarsia.oppu.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.choice.ComparedLosses;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.oppu.update.UpdatePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Residuals, with the real engine on a tiny model. */
class ResidualLearnerTest {
    private static final ResidualRule RULE = new ResidualRule(4, 2, 4, 0.01, 8, ResidualRule.NEVER);

    @AutoClose
    private static TinyModel tiny;

    private static RatedFilms films;

    private final Memory memory = new Memory();
    private final List<UserUpdate> ownTrained = new ArrayList<>();
    private final List<UserUpdate> residualsTrained = new ArrayList<>();
    private Beneath beneath = assembled(1, 7);

    @BeforeAll
    static void load(@TempDir Path directory) throws IOException {
        tiny = TinyModel.open(TinyCheckpoint.UNDECIDED.write(directory));
        films = RatedFilms.of(tiny);
    }

    /** The sum, step by step: from beneath and residual on, and what was beneath taken off again. */
    @Test
    void shouldTrainFromTheSumAndKeepTheDifference() {
        List<TrainingEvent> log = log("ada", 0, 12);

        learn(RULE, log.subList(0, 11));
        Beneath first = beneath;
        beneath = assembled(2, 8);
        learn(RULE, log.subList(11, 12));

        Recipe recipe = RULE.recipe(LineageTest.recipe(100));
        History eight = history(log.subList(0, 8));
        History twelve = history(log);
        UpdatePlan one = recipe.planner().plan("ada", 1, eight, 0).orElseThrow();
        UpdatePlan two = recipe.planner().plan("ada", 2, twelve, 8).orElseThrow();
        float[] residual;
        try (FusedTrainer trainer = new FusedTrainer(tiny.model(), recipe.training())) {
            residual = minus(train(trainer, first.values().toArray(), one, eight), first);
            residual = minus(train(trainer, plus(residual, beneath), two, twelve), beneath);
        }
        assertThat(memory.adapters.get("ada").adapter().values().toArray()).containsExactly(residual);
        assertThat(memory.states.get("ada").own())
                .returns(2L, AdapterVersion::version)
                .returns(12L, AdapterVersion::seen)
                .returns(beneath.base(), AdapterVersion::beneath);
    }

    @Test
    void shouldTrainTheSameForAnySplitOfTheLog() {
        List<TrainingEvent> log = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            log.add(event("u" + i % 2, i));
        }
        ResidualRule rule = new ResidualRule(4, 1, 4, 0.01, 8, 14);
        Memory cut = new Memory();

        learn(rule, memory, log);
        Random random = new Random(9);
        for (int from = 0; from < log.size(); ) {
            int end = Math.min(log.size(), from + 1 + random.nextInt(9));
            learn(rule, cut, log.subList(from, end));
            from = end;
        }

        assertThat(memory.states.get("u1").own()).returns(false, AdapterVersion::isResidual);
        for (String user : List.of("u0", "u1")) {
            assertThat(cut.states.get(user).own())
                    .isEqualTo(memory.states.get(user).own());
            assertThat(cut.adapters.get(user)).isEqualTo(memory.adapters.get(user));
        }
    }

    @Test
    void shouldTrainNothingBelowTheThreshold() {
        BatchResult result = learn(RULE, log("ada", 0, 7));

        assertThat(result.updates()).isEmpty();
        assertThat(memory.states.get("ada").own()).isNull();
    }

    @Test
    void shouldTellOfWhatIsTrainedByItsKind() {
        ResidualRule rule = new ResidualRule(4, 2, 4, 0.01, 8, 12);

        learn(rule, log("ada", 0, 13));

        assertThat(residualsTrained)
                .singleElement()
                .satisfies(update -> assertThat(update.steps()).hasSize(4));
        assertThat(ownTrained)
                .singleElement()
                .satisfies(update -> assertThat(update.steps()).hasSize(6));
    }

    @Test
    void shouldBeginAnOwnAdapterFromTheBaseModelSoThatItHoldsNothingOfOthersPieces() {
        List<TrainingEvent> log = log("ada", 0, 16);
        learn(RULE, log.subList(0, 12));

        learn(new ResidualRule(4, 2, 4, 0.01, 8, 16), log.subList(12, 16));

        AdapterVersion own = memory.states.get("ada").own();
        assertThat(own)
                .returns(false, AdapterVersion::isResidual)
                .returns(3L, AdapterVersion::version)
                .returns(0L, AdapterVersion::parentVersion)
                .returns(16L, AdapterVersion::seen);
        Recipe recipe = LineageTest.recipe(100);
        History all = history(log);
        UpdatePlan plan = recipe.planner().plan("ada", 3, all, 0).orElseThrow();
        try (FusedTrainer trainer = new FusedTrainer(tiny.model(), recipe.training())) {
            float[] fromBase = train(trainer, new float[tiny.model().layout().size()], plan, all);
            assertThat(memory.adapters.get("ada").adapter().values().toArray()).containsExactly(fromBase);
        }
    }

    @Test
    void shouldTakeWhatAnOwnAdapterHasOverWhatIsBeneathForAResidual() {
        List<TrainingEvent> log = log("ada", 0, 12);
        learn(new ResidualRule(4, 2, 4, 0.01, 0, 0), log.subList(0, 8));
        float[] own = memory.adapters.get("ada").adapter().values().toArray();

        learn(new ResidualRule(4, 1, 4, 1e-12, 8, ResidualRule.NEVER), log.subList(8, 12));

        float[] sum = plus(memory.adapters.get("ada").adapter().values().toArray(), beneath);
        assertThat(memory.states.get("ada").own())
                .returns(true, AdapterVersion::isResidual)
                .returns(2L, AdapterVersion::parentVersion);
        for (int i = 0; i < sum.length; i++) {
            assertThat(sum[i]).isCloseTo(own[i], within(1e-6f));
        }
    }

    @Test
    void shouldKeepTheResidualWhereTrainingGivesNonFiniteNumbers() {
        List<TrainingEvent> log = log("ada", 0, 12);
        learn(RULE, log.subList(0, 8));
        AdapterState good = memory.adapters.get("ada");

        learn(new ResidualRule(4, 2, 4, 1e39, 8, ResidualRule.NEVER), log.subList(8, 12));

        AdapterVersion held = memory.states.get("ada").own();
        assertThat(held.hold()).isEqualTo(new AdapterHold(HoldReason.NOT_FINITE, 1, Instant.EPOCH));
        assertThat(held.isResidual()).isTrue();
        assertThat(memory.adapters.get("ada")).isEqualTo(good);
    }

    @Test
    void shouldScoreEventsUnderTheSum() {
        List<TrainingEvent> log = log("ada", 0, 12);
        learn(RULE, log.subList(0, 8));
        Adapter sum = beneath.with(memory.adapters.get("ada").adapter().values());

        BatchResult result = learn(
                RULE,
                LineageTest.recipe(100).with(TrainingOptions.defaults().withDropout(0)),
                memory,
                log.subList(8, 12));

        List<ScoredEvent> scored = result.scored().stream()
                .filter(event -> event.ownLoss() != null)
                .toList();
        assertThat(scored).isNotEmpty().allSatisfy(event -> {
            double expected = new Scorer(tiny.model())
                    .losses(List.of(new ScoringRow(event.arrival().event().example(), sum)))
                    .get(0)
                    .mean();
            assertThat(event.ownVersion()).isEqualTo(1);
            assertThat(event.ownLoss()).isCloseTo(expected, within(1e-4));
        });
    }

    @Test
    void shouldTrainTheSameAdaptersWithoutScoring() {
        ResidualRule rule = new ResidualRule(4, 2, 4, 0.01, 8, 16);
        List<TrainingEvent> log = log("ada", 0, 12);
        log.addAll(log("bob", 0, 20));
        Recipe recipe = LineageTest.recipe(100);
        Memory alone = new Memory();

        learn(rule, log);
        try (Learner learner = Learner.ofAdapters(
                recipe, rule.recipe(recipe), tiny.model(), ReferenceSet.none(), user -> beneath, update -> {})) {
            StateOverlay overlay = new StateOverlay(alone);
            learner.learn(log, overlay, (user, events) -> rule.of(events), LoadLevel.FULL);
            alone.take(overlay);
        }

        assertThat(memory.states.get("ada").own()).returns(true, AdapterVersion::isResidual);
        assertThat(memory.states.get("bob").own()).returns(false, AdapterVersion::isResidual);
        for (String user : List.of("ada", "bob")) {
            AdapterVersion scored = memory.states.get(user).own();
            assertThat(alone.states.get(user).own())
                    .as("but for losses, which nobody compares")
                    .isEqualTo(scored.with(scored.trend().with(ComparedLosses.NONE)));
        }
        assertThat(alone.adapters).isEqualTo(memory.adapters);
    }

    private BatchResult learn(ResidualRule rule, List<TrainingEvent> events) {
        return learn(rule, memory, events);
    }

    private BatchResult learn(ResidualRule rule, Memory into, List<TrainingEvent> events) {
        return learn(rule, LineageTest.recipe(100), into, events);
    }

    private BatchResult learn(ResidualRule rule, Recipe recipe, Memory into, List<TrainingEvent> events) {
        try (Learner learner = Learner.of(
                recipe,
                rule.recipe(recipe),
                tiny.model(),
                ReferenceSet.none(),
                user -> beneath,
                ownTrained::add,
                residualsTrained::add)) {
            StateOverlay overlay = new StateOverlay(into);
            BatchResult result = learner.learn(events, overlay, (user, count) -> rule.of(count), LoadLevel.FULL);
            into.take(overlay);
            return result;
        }
    }

    private static float[] train(FusedTrainer trainer, float[] start, UpdatePlan plan, History history) {
        List<List<Example>> steps = plan.steps().stream()
                .map(step -> step.stream()
                        .map(number -> history.event(number).example())
                        .toList())
                .toList();
        Adapter adapter = Adapter.of(AdapterValues.of(tiny.model().layout(), start));
        return trainer.train(List.of(new UserUpdate(AdapterState.start(adapter), steps, plan.seed())))
                .get(0)
                .adapter()
                .values()
                .toArray();
    }

    private static float[] plus(float[] residual, Beneath beneath) {
        float[] sum = beneath.values().toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += residual[i];
        }
        return sum;
    }

    private static float[] minus(float[] whole, Beneath beneath) {
        float[] under = beneath.values().toArray();
        float[] difference = whole.clone();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= under[i];
        }
        return difference;
    }

    private static Beneath assembled(long assignment, long seed) {
        Random random = new Random(seed);
        float[] values = new float[tiny.model().layout().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.02 * random.nextGaussian());
        }
        return Beneath.of(assignment, Adapter.of(AdapterValues.of(tiny.model().layout(), values)));
    }

    private static History history(List<TrainingEvent> events) {
        return History.EMPTY.with(events.stream().map(TrainingEvent::event).toList(), 100);
    }

    private static List<TrainingEvent> log(String user, int from, int end) {
        List<TrainingEvent> log = new ArrayList<>();
        for (int i = from; i < end; i++) {
            log.add(event(user, i));
        }
        return log;
    }

    private static TrainingEvent event(String user, int number) {
        String rating = (1 + number % 10) / 2.0 + "";
        return films.event(user, number, "Film " + number, rating);
    }
}
