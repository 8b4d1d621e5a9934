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
import dev.intarsia.model.gate.SignatureExtractor;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.oppu.drift.DriftRule;
import dev.intarsia.oppu.drift.LossTrend;
import dev.intarsia.oppu.update.HeldOutGuard;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.oppu.update.RehearsalSample;
import dev.intarsia.oppu.update.UpdateBounds;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.oppu.update.UpdateSteps;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real engine on a tiny model. */
class LearnerTest {
    private static final UpdateSchedule SCHEDULE = new UpdateSchedule(4);

    @AutoClose
    private static TinyModel tiny;

    private static RatedFilms films;

    @BeforeAll
    static void load(@TempDir Path directory) throws IOException {
        tiny = TinyModel.open(TinyCheckpoint.UNDECIDED.write(directory));
        films = RatedFilms.of(tiny);
    }

    @Test
    void shouldTrainEveryUserTheSameForAnySplitOfTheLogAndAnyOtherUsers() {
        List<TrainingEvent> log = log(new Random(3), 60, 3);
        Memory whole = new Memory();
        Memory cut = new Memory();
        Memory alone = new Memory();

        learn(learner(0.01, 0), whole, List.of(log));
        learn(learner(0.01, 0), cut, List.of(log.subList(0, 7), log.subList(7, 31), log.subList(31, 60)));
        learn(learner(0.01, 0), alone, List.of(of("u1", log)));

        assertThat(whole.states).hasSize(3);
        whole.states.forEach((user, state) -> {
            assertThat(state.own()).as(user).isNotNull();
            assertThat(cut.states.get(user).own()).as(user).isEqualTo(state.own());
            assertThat(cut.adapters.get(user)).as(user).isEqualTo(whole.adapters.get(user));
        });
        assertThat(alone.states.get("u1").own())
                .isEqualTo(whole.states.get("u1").own());
    }

    @Test
    void shouldTrainOnWhileTheLossOfTheNewestEventsIsHigh() {
        List<TrainingEvent> log = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            log.add(films.event("u1", i, "Film " + i, i % 2 == 0 ? "4.5" : "1.0"));
        }
        List<Integer> least = new ArrayList<>();
        List<Integer> most = new ArrayList<>();

        learn(stepped(1e9, least), new Memory(), List.of(log));
        learn(stepped(0, most), new Memory(), List.of(log));

        assertThat(least).as("steps of each run").containsOnly(3);
        assertThat(least.stream().mapToInt(steps -> steps).sum()).isEqualTo(3 * 3);
        assertThat(most.stream().mapToInt(steps -> steps).sum())
                .as("at most 9, 5 and 3")
                .isEqualTo(9 + 5 + 3);
    }

    @Test
    void shouldTakeAsManyStepsBesideWhomever() {
        List<TrainingEvent> log = log(new Random(5), 60, 3);
        List<TrainingEvent> one = of("u1", log);
        List<Integer> alone = new ArrayList<>();
        Memory first = new Memory();
        Memory second = new Memory();

        learn(stepped(0.5, alone), first, List.of(one));
        learn(stepped(0.5, new ArrayList<>()), second, List.of(log));

        assertThat(second.adapters.get("u1")).isEqualTo(first.adapters.get("u1"));
    }

    /** Of the newest event under what was learned: near where training stops. */
    private static double loss(List<TrainingEvent> events, Memory memory, String user) {
        return Scorer.independent(tiny.model())
                .losses(List.of(new ScoringRow(
                        events.get(events.size() - 1).event().example(),
                        memory.adapters.get(user).adapter())))
                .get(0)
                .mean();
    }

    /** Takes up to nine steps at first. */
    private static Learner stepped(double margin, List<Integer> steps) {
        Recipe recipe = LineageTest.recipe(1000);
        UpdatePlanner planner =
                new UpdatePlanner(SCHEDULE, new UpdateSteps(3, 3, 9, margin), 4, 0.5, new RehearsalSample(0.5, 8), 0);
        return Learner.ofAdapters(
                recipe.with(planner),
                tiny.model(),
                ReferenceSet.none(),
                update -> steps.add(update.steps().size()));
    }

    @Test
    void shouldFindAShiftAndAnswerItHoweverTheLogIsSplit() {
        List<TrainingEvent> log = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            log.add(films.event("ada", i, "Film " + i, i < 64 ? "4.5" : "1.0"));
        }
        Memory whole = new Memory();
        Memory cut = new Memory();
        Memory without = new Memory();

        List<BatchResult> once = learn(watching(new DriftRule(0.001, 8, 2)), whole, List.of(log));
        learn(
                watching(new DriftRule(0.001, 8, 2)),
                cut,
                List.of(log.subList(0, 19), log.subList(19, 69), log.subList(69, 80)));
        learn(watching(DriftRule.NONE), without, List.of(log));

        assertThat(once.get(0).updates())
                .filteredOn(update -> ((UpdateOutcome.Published) update).drift() != null)
                .singleElement()
                .satisfies(update -> {
                    UpdateOutcome.Published found = (UpdateOutcome.Published) update;
                    assertThat(found.standing().seen()).isEqualTo(68);
                    assertThat(found.drift().after())
                            .isGreaterThan(1.5 * found.drift().before());
                });
        assertThat(whole.states.get("ada").own().trend().driftAt()).isEqualTo(68);
        assertThat(cut.states.get("ada").own())
                .isEqualTo(whole.states.get("ada").own());
        assertThat(cut.adapters).isEqualTo(whole.adapters);
        assertThat(without.states.get("ada").own().trend()).isEqualTo(LossTrend.NONE);
        assertThat(loss(log, whole, "ada")).as("of the newest event").isLessThan(loss(log, without, "ada"));
    }

    private static Learner watching(DriftRule rule) {
        Recipe recipe = LineageTest.recipe(1000);
        return Learner.ofAdapters(
                recipe.with(recipe.planner().with(rule))
                        .with(recipe.training().withLearningRate(new LearningRate.Constant(0.02))),
                tiny.model(),
                ReferenceSet.none(),
                update -> {});
    }

    @Test
    void shouldTellLineagesWithoutTraining() {
        List<TrainingEvent> log = log(new Random(3), 60, 3);
        Memory trained = new Memory();
        Memory traced = new Memory();
        Recipe recipe = LineageTest.recipe(1000);
        Provenance provenance = new Provenance(
                RecipeFingerprint.of(recipe, tiny.model().layout(), ReferenceSet.none()),
                tiny.model().fingerprint());

        learn(Learner.of(recipe, tiny.model(), ReferenceSet.none()), trained, List.of(log));
        learn(Learner.ofLineages(recipe, provenance), traced, List.of(log.subList(0, 20), log.subList(20, 60)));

        assertThat(trained.states).hasSize(3);
        trained.states.forEach((user, state) -> {
            AdapterVersion own = state.own();
            AdapterVersion same = traced.states.get(user).own();
            assertThat(own).isNotNull();
            assertThat(same.lineage()).isEqualTo(own.lineage());
            assertThat(same.version()).isEqualTo(own.version());
            assertThat(same.lastEventId()).isEqualTo(own.lastEventId());
        });
    }

    /** A first step has two of the four new events, and dropout moves their losses a little. */
    @Test
    void shouldTellUnderOwnAdaptersTheLossesOfEventsThatAnUpdateBeginsWithInTheirBatch() {
        List<TrainingEvent> log = log(new Random(4), 12, 1);
        Memory memory = new Memory();
        learn(learner(0.01, 0), memory, List.of(log.subList(0, 4)));
        Adapter own = memory.adapters.get("u0").adapter();
        List<Loss> under = new Scorer(tiny.model())
                .losses(log.subList(4, 8).stream()
                        .map(arrival -> new ScoringRow(arrival.event().example(), own))
                        .toList());

        List<BatchResult> results =
                learn(learner(0.01, 0), memory, List.of(log.subList(4, 8), log.subList(8, 11), log.subList(11, 12)));

        List<ScoredEvent> whole = results.get(0).scored();
        assertThat(whole.stream().filter(event -> event.ownLoss() != null)).hasSize(2);
        for (int i = 0; i < whole.size(); i++) {
            if (whole.get(i).ownLoss() != null) {
                assertThat(whole.get(i).ownLoss()).isCloseTo(under.get(i).mean(), within(0.05));
            }
        }
        assertThat(results.get(1).scored()).extracting(ScoredEvent::ownLoss).containsExactly(null, null, null);
    }

    /** Its first steps have all new events; dropout moves losses a little. */
    @Test
    void shouldCompareTheLossesOfTrainedEventsWithThoseUnderTheBaseHoweverTheLogIsSplit() {
        List<TrainingEvent> log = log(new Random(9), 14, 1);
        Memory memory = new Memory();
        Memory cut = new Memory();
        learn(allFresh(), memory, List.of(log.subList(0, 4)));
        AdapterVersion first = memory.states.get("u0").own();
        Adapter own = memory.adapters.get("u0").adapter();
        ComparedLosses expected = ComparedLosses.NONE;
        for (TrainingEvent event : log.subList(4, 8)) {
            List<Loss> losses = Scorer.independent(tiny.model())
                    .losses(List.of(
                            new ScoringRow(event.event().example(), own),
                            new ScoringRow(event.event().example(), null)));
            expected = expected.and(losses.get(0).mean(), losses.get(1).mean());
        }

        learn(allFresh(), memory, List.of(log.subList(4, 14)));
        learn(
                allFresh(),
                cut,
                List.of(
                        log.subList(0, 2),
                        log.subList(2, 5),
                        log.subList(5, 6),
                        log.subList(6, 13),
                        log.subList(13, 14)));

        assertThat(first.trend().compared()).as("of the base model").isEqualTo(ComparedLosses.NONE);
        UserState whole = memory.states.get("u0");
        assertThat(whole.own().trend().compared().events()).isEqualTo(8);
        assertThat(whole.base().newest()).as("not trained on yet").hasSize(2);
        assertThat(cut.states.get("u0").own()).isEqualTo(whole.own());
        assertThat(cut.states.get("u0").base()).isEqualTo(whole.base());
        Memory shorter = new Memory();
        learn(allFresh(), shorter, List.of(log.subList(0, 8)));
        ComparedLosses compared = shorter.states.get("u0").own().trend().compared();
        assertThat(compared.events()).isEqualTo(4);
        assertThat(compared.trained()).isCloseTo(expected.trained(), within(0.05));
        assertThat(compared.base()).isCloseTo(expected.base(), within(1e-4));
    }

    @Test
    void shouldForgetComparedLossesWhereAnEventIsErased() {
        Memory memory = new Memory();
        List<TrainingEvent> log = log(new Random(9), 10, 1);
        learn(allFresh(), memory, List.of(log));
        UserState state = memory.states.get("u0");
        assertThat(state.own().trend().compared().events()).isEqualTo(4);
        assertThat(state.base().newest()).hasSize(2);

        UserState rest = state.with(state.history().without(log.get(9).event().eventId()));

        assertThat(rest.base()).isEqualTo(AwaitedLosses.NONE);
        assertThat(rest.withoutOwn().own()).isNull();
    }

    /** Each step has all four new events. */
    private static Learner allFresh() {
        Recipe recipe = LineageTest.recipe(1000);
        return Learner.of(
                recipe.with(
                        new UpdatePlanner(SCHEDULE, UpdateSteps.constant(2), 5, 0.8, new RehearsalSample(0.5, 8), 0)),
                tiny.model(),
                ReferenceSet.none());
    }

    @Test
    void shouldScoreEachEventWithTheVersionInForceBeforeIt() {
        List<TrainingEvent> log = log(new Random(4), 10, 1);
        Memory memory = new Memory();

        List<BatchResult> batchResults = learn(learner(0.01, 0), memory, List.of(log));

        List<ScoredEvent> scored = batchResults.get(0).scored();
        assertThat(scored)
                .extracting(event -> event.arrival().event().eventId())
                .containsExactlyElementsOf(
                        log.stream().map(arrival -> arrival.event().eventId()).toList());
        assertThat(scored).extracting(ScoredEvent::ownVersion).containsExactly(0L, 0L, 0L, 0L, 1L, 1L, 1L, 1L, 2L, 2L);
        assertThat(scored.subList(0, 4))
                .allSatisfy(event -> assertThat(event.ownLoss()).isNull());
        assertThat(scored.subList(4, 8).stream().filter(event -> event.ownLoss() != null))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.ownLoss())
                        .isNotCloseTo(event.signature().loss(), within(1e-9)));
        assertThat(scored.get(0).signature().sketches())
                .hasSize(4)
                .allSatisfy((module, sketch) -> assertThat(sketch).hasSize(16));
        assertThat(batchResults.get(0).updates()).hasSize(2).allMatch(UpdateOutcome.Published.class::isInstance);
    }

    @Test
    void shouldLearnWhatAUserAlwaysAnswers() {
        List<TrainingEvent> log = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            log.add(films.event("ada", i, "Film " + i, "4.5"));
        }

        List<ScoredEvent> scored =
                learn(learner(0.01, 0), new Memory(), List.of(log)).get(0).scored();

        double gain = scored.subList(60, 80).stream()
                .filter(event -> event.ownLoss() != null)
                .mapToDouble(event -> event.signature().loss() - event.ownLoss())
                .average()
                .orElseThrow();
        assertThat(gain).isGreaterThan(1);
    }

    @Test
    void shouldSkipEventsThatWereSentBefore() {
        List<TrainingEvent> log = log(new Random(5), 12, 1);
        List<TrainingEvent> twice = new ArrayList<>(log.subList(0, 6));
        twice.addAll(log.subList(2, 12));
        Memory once = new Memory();
        Memory repeated = new Memory();

        learn(learner(0.01, 0), once, List.of(log));
        List<BatchResult> batchResults =
                learn(learner(0.01, 0), repeated, List.of(twice.subList(0, 7), twice.subList(7, twice.size())));

        assertThat(batchResults).extracting(BatchResult::duplicates).containsExactly(1, 3);
        assertThat(repeated.states.get("u0").own())
                .isEqualTo(once.states.get("u0").own());
    }

    @Test
    void shouldKeepTheOldVersionWhereTrainingGivesNonFiniteNumbers() {
        List<TrainingEvent> log = log(new Random(6), 8, 1);
        Memory memory = new Memory();
        learn(learner(0.01, 0), memory, List.of(log.subList(0, 4)));
        AdapterState before = memory.adapters.get("u0");

        List<BatchResult> batchResults = learn(learner(1e39, 0), memory, List.of(log.subList(4, 8)));

        AdapterVersion held = memory.states.get("u0").own();
        assertThat(batchResults.get(0).updates())
                .singleElement()
                .isInstanceOfSatisfying(UpdateOutcome.Published.class, update -> {
                    assertThat(update.standing()).isEqualTo(held);
                    assertThat(update.state()).isEqualTo(before);
                    assertThat(update.losses()).hasSize(2);
                    assertThat(update.drift()).isNull();
                });
        assertThat(held.version()).isEqualTo(2);
        assertThat(held.seen()).isEqualTo(8);
        assertThat(held.digest()).isEqualTo(before.adapter().digest());
        assertThat(held.hold()).isEqualTo(new AdapterHold(HoldReason.NOT_FINITE, 1, Instant.EPOCH));
        assertThat(memory.adapters.get("u0")).isEqualTo(before);
    }

    @Test
    void shouldHoldAVersionWhoseNormIsOutOfBoundsUntilOneIsWithinThemAgain() {
        List<TrainingEvent> log = log(new Random(6), 20, 1);
        Memory memory = new Memory();
        UpdateBounds bounds = new UpdateBounds(0.5, 0);

        learn(learner(0.01, 0, ReferenceSet.none(), bounds), memory, List.of(log.subList(0, 4)));
        AdapterState good = memory.adapters.get("u0");
        learn(learner(1, 0, ReferenceSet.none(), bounds), memory, List.of(log.subList(4, 12)));
        AdapterVersion held = memory.states.get("u0").own();
        learn(learner(0.001, 0, ReferenceSet.none(), bounds), memory, List.of(log.subList(12, 16)));

        assertThat(held.version()).isEqualTo(3);
        assertThat(held.hold()).isEqualTo(new AdapterHold(HoldReason.NORM, 1, Instant.EPOCH));
        assertThat(held.digest()).isEqualTo(good.adapter().digest());
        AdapterVersion released = memory.states.get("u0").own();
        assertThat(released.version()).isEqualTo(4);
        assertThat(released.hold()).isNull();
        assertThat(memory.adapters.get("u0")).isNotEqualTo(good);
    }

    @Test
    void shouldPublishOneVersionOutOfBoundsWhereAPersonLetsTheUserGoOn() {
        List<TrainingEvent> log = log(new Random(6), 24, 1);
        Memory memory = new Memory();
        UpdateBounds bounds = new UpdateBounds(0.5, 0);
        learn(learner(0.01, 0, ReferenceSet.none(), bounds), memory, List.of(log.subList(0, 4)));
        AdapterState good = memory.adapters.get("u0");
        learn(learner(1, 0, ReferenceSet.none(), bounds), memory, List.of(log.subList(4, 8)));

        AdapterHold hold = memory.states.get("u0").own().hold();
        memory.releases = (user, state) -> hold.equals(state.own().hold());
        learn(learner(1, 0, ReferenceSet.none(), bounds), memory, List.of(log.subList(8, 12)));
        AdapterVersion released = memory.states.get("u0").own();
        AdapterState accepted = memory.adapters.get("u0");
        learn(learner(3, 0, ReferenceSet.none(), bounds), memory, List.of(log.subList(12, 24)));
        AdapterVersion after = memory.states.get("u0").own();

        assertThat(released.hold()).isNull();
        assertThat(released.lineage().released()).containsExactly(3L);
        assertThat(accepted).isNotEqualTo(good);
        assertThat(after.hold()).isEqualTo(new AdapterHold(HoldReason.NORM, 3, Instant.EPOCH));
        assertThat(after.lineage().released()).containsExactly(3L);
        assertThat(memory.adapters.get("u0")).isEqualTo(accepted);
    }

    @Test
    void shouldHoldWeightsThatAreNotFiniteWhoeverLetsTheUserGoOn() {
        List<TrainingEvent> log = log(new Random(6), 8, 1);
        Memory memory = new Memory();
        memory.releases = (user, state) -> true;
        learn(learner(0.01, 0), memory, List.of(log.subList(0, 4)));

        learn(learner(1e39, 0), memory, List.of(log.subList(4, 8)));

        AdapterVersion held = memory.states.get("u0").own();
        assertThat(held.hold()).isEqualTo(new AdapterHold(HoldReason.NOT_FINITE, 1, Instant.EPOCH));
        assertThat(held.lineage().released()).isEmpty();
    }

    @Test
    void shouldHoldWeightsThatNoReaderTakesWhoeverLetsTheUserGoOn() {
        List<TrainingEvent> log = log(new Random(6), 8, 1);
        Memory memory = new Memory();
        memory.releases = (user, state) -> true;

        learn(learner(1e20, 0, ReferenceSet.none(), UpdateBounds.NONE), memory, List.of(log.subList(0, 4)));

        assertThat(memory.states.get("u0").own().hold().goodVersion()).isZero();
        assertThat(memory.states.get("u0").own().lineage().released()).isEmpty();
    }

    @Test
    void shouldHoldAVersionThatHasMadeTheLossOfItsEventsExplode() {
        List<TrainingEvent> log = new ArrayList<>();
        for (int i = 0; i < 44; i++) {
            log.add(films.event("ada", i, "Film " + i, "4.5"));
        }
        Memory memory = new Memory();
        learn(learner(0.01, 0), memory, List.of(log.subList(0, 40)));
        AdapterState good = memory.adapters.get("ada");

        learn(learner(30, 0, ReferenceSet.none(), new UpdateBounds(0, 3)), memory, List.of(log.subList(40, 44)));

        assertThat(memory.states.get("ada").own().hold())
                .isEqualTo(new AdapterHold(HoldReason.LOSS, 10, Instant.EPOCH));
        assertThat(memory.adapters.get("ada")).isEqualTo(good);
    }

    @Test
    void shouldTrainOthersTheSameBesideOneWhoseUpdateExplodes() {
        List<TrainingEvent> log = log(new Random(8), 40, 2);
        Memory together = new Memory();
        Memory alone = new Memory();
        float[] absurd = new float[tiny.model().layout().size()];
        Arrays.fill(absurd, 3e38f);
        AdapterState poison =
                AdapterState.start(Adapter.of(AdapterValues.of(tiny.model().layout(), absurd)));
        together.states.put(
                "u0",
                UserState.NEW.with(new AdapterVersion(
                        1, 0, 0, "none", Instant.EPOCH, poison.adapter().digest())));
        together.adapters.put("u0", poison);

        learn(learner(0.01, 0), together, List.of(log));
        learn(learner(0.01, 0), alone, List.of(of("u1", log)));

        assertThat(together.states.get("u0").own().hold().goodVersion()).isEqualTo(1);
        assertThat(together.states.get("u1").own())
                .isEqualTo(alone.states.get("u1").own());
        assertThat(together.adapters.get("u1")).isEqualTo(alone.adapters.get("u1"));
    }

    @Test
    void shouldKeepTheOldVersionWhereTheCandidateIsWorseOnHeldOutEvents() {
        List<TrainingEvent> log = new ArrayList<>();
        for (int i = 0; i < 44; i++) {
            log.add(films.event("ada", i, "Film " + i, i >= 40 && i < 43 ? "4.5" : "0.5"));
        }
        Memory memory = new Memory();
        learn(learner(0.01, 0), memory, List.of(log.subList(0, 40)));

        List<BatchResult> batchResults = learn(learner(0.1, 1), memory, List.of(log.subList(40, 44)));

        assertThat(batchResults.get(0).updates())
                .singleElement()
                .isInstanceOfSatisfying(UpdateOutcome.Worse.class, worse -> {
                    assertThat(worse.version()).isEqualTo(11);
                    assertThat(worse.candidateLoss()).isGreaterThan(worse.standingLoss());
                });
        assertThat(memory.states.get("ada").version()).isEqualTo(10);
        assertThat(memory.states.get("ada").seen()).isEqualTo(40);
    }

    @Test
    void shouldKeepTheOldVersionWhereTheCandidateForgetsTheReferenceSet() {
        List<TrainingEvent> log = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            log.add(films.event("ada", i, "Film " + i, "4.5"));
        }
        Task other = Tasks.bundled().require("next-movie");
        List<Example> reference = List.of(
                films.encoder().encode(other, Map.of("liked", "Heat (1995)"), "Clue (1985)"),
                films.encoder().encode(other, Map.of("liked", "Clue (1985)"), "Heat (1995)"));
        Memory strict = new Memory();
        Memory lenient = new Memory();

        List<BatchResult> batchResults = learn(learner(0.05, 0, new ReferenceSet(reference, 0)), strict, List.of(log));
        learn(learner(0.05, 0, new ReferenceSet(reference, 1e9)), lenient, List.of(log));

        List<UpdateOutcome.Harmful> harmful = batchResults.get(0).updates().stream()
                .filter(UpdateOutcome.Harmful.class::isInstance)
                .map(UpdateOutcome.Harmful.class::cast)
                .toList();
        assertThat(harmful)
                .isNotEmpty()
                .allSatisfy(update -> assertThat(update.candidateLoss()).isGreaterThan(update.baseLoss()))
                .extracting(UpdateOutcome.Harmful::baseLoss)
                .containsOnly(harmful.get(0).baseLoss());
        assertThat(lenient.states.get("ada").version()).isEqualTo(4);
    }

    private static Learner learner(double rate, int holdout) {
        return learner(rate, holdout, ReferenceSet.none());
    }

    private static Learner learner(double rate, int holdout, ReferenceSet reference) {
        return learner(rate, holdout, reference, UpdateBounds.DEFAULT);
    }

    private static Learner learner(double rate, int holdout, ReferenceSet reference, UpdateBounds bounds) {
        Scorer scorer = new Scorer(tiny.model());
        TrainingOptions options = TrainingOptions.defaults().withLearningRate(new LearningRate.Constant(rate));
        return new Learner(
                new Scoring(
                        new SignatureExtractor(tiny.model(), 16), tiny.model().workers()),
                new Updating(
                        new SteppedTraining(
                                new FusedTrainer(tiny.model(), options), UpdateSteps.constant(3), update -> {}),
                        tiny.model().layout(),
                        new UpdatePlanner(
                                SCHEDULE, UpdateSteps.constant(3), 4, 0.5, new RehearsalSample(0.5, 8), holdout),
                        new BoundsCheck(scorer, bounds),
                        new UpdateValidator(scorer, new HeldOutGuard(holdout, 0), reference),
                        false,
                        new Provenance("recipe", tiny.model().fingerprint()),
                        null),
                SCHEDULE,
                1000);
    }

    private static List<BatchResult> learn(Learner learner, Memory memory, List<List<TrainingEvent>> batches) {
        List<BatchResult> batchResults = new ArrayList<>();
        try (learner) {
            for (List<TrainingEvent> batch : batches) {
                StateOverlay overlay = new StateOverlay(memory);
                batchResults.add(learner.learn(batch, overlay, user -> true));
                memory.take(overlay);
            }
        }
        return batchResults;
    }

    private static List<TrainingEvent> log(Random random, int length, int users) {
        List<TrainingEvent> log = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            String title = "Film of the year ".repeat(1 + random.nextInt(3)) + i;
            String rating = (1 + random.nextInt(10)) / 2.0 + "";
            log.add(films.event("u" + random.nextInt(users), i, title, rating));
        }
        return log;
    }

    private static List<TrainingEvent> of(String user, List<TrainingEvent> log) {
        return log.stream().filter(arrival -> arrival.user().equals(user)).toList();
    }
}
