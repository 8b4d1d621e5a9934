package dev.intarsia.oppu.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.oppu.gate.GateRecipe;
import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.history.HistoryEvent;
import dev.intarsia.oppu.update.HeldOutGuard;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.RehearsalSample;
import dev.intarsia.oppu.update.UpdateBounds;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.oppu.update.UpdateSteps;
import dev.intarsia.pieces.pool.GateKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineageTest {
    private static final int EVERY = 4;
    private static final Provenance MADE_BY = new Provenance("recipe", "base");

    @Test
    void shouldFollowFromTheEventsAloneForAnySplitOfThem() {
        List<TrainingEvent> log = events(0, 30);

        AdapterVersion whole = learn(UserState.NEW, MADE_BY, 100, List.of(log)).own();
        AdapterVersion cut = learn(
                        UserState.NEW,
                        MADE_BY,
                        100,
                        List.of(log.subList(0, 5), log.subList(3, 17), log.subList(17, 30)))
                .own();

        assertThat(whole).isNotNull().isEqualTo(cut);
        assertThat(whole.version()).isEqualTo(7);
        assertThat(whole.lineage().hash()).hasSize(64);
        assertThat(whole.lineage().root()).isEqualTo(LineageRoot.BASE);
    }

    @Test
    void shouldDependOnEveryEventItsOrderTheRecipeAndTheBaseModel() {
        List<TrainingEvent> log = events(0, 12);
        List<TrainingEvent> exchanged = new ArrayList<>(log);
        exchanged.set(1, log.get(2));
        exchanged.set(2, log.get(1));
        List<TrainingEvent> lacking = new ArrayList<>(log);
        lacking.remove(5);
        lacking.addAll(events(12, 1));

        List<String> hashes = List.of(
                hash(MADE_BY, log),
                hash(MADE_BY, exchanged),
                hash(MADE_BY, lacking),
                hash(new Provenance("another", "base"), log),
                hash(new Provenance("recipe", "another"), log));

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void shouldSayAtWhichLevelsOfLoadVersionsWereMadeAndWhichUpdatesWerePutOff() {
        List<TrainingEvent> log = events(0, 64);
        UserState full = learn(UserState.NEW, MADE_BY, 100, List.of(log.subList(0, 12)));
        UserState busy = learn(full, log.subList(12, 20), LoadLevel.NO_REHEARSAL);
        UserState fewer = learn(busy, log.subList(20, 54), LoadLevel.FEWER_UPDATES);
        UserState again = learn(fewer, log.subList(54, 64), LoadLevel.FULL);

        assertThat(full.own().lineage().runs()).isEmpty();
        assertThat(busy.own().lineage().runs())
                .containsExactly(new UpdateRun(3, 12, LoadLevel.FULL), new UpdateRun(4, 16, LoadLevel.NO_REHEARSAL));
        assertThat(fewer.version()).isEqualTo(7);
        assertThat(fewer.seen()).isEqualTo(52);
        assertThat(again.own().lineage().runs())
                .containsExactly(
                        new UpdateRun(3, 12, LoadLevel.FULL),
                        new UpdateRun(4, 16, LoadLevel.NO_REHEARSAL),
                        new UpdateRun(6, 36, LoadLevel.FEWER_UPDATES),
                        new UpdateRun(8, 56, LoadLevel.FULL));
        assertThat(again.version()).isEqualTo(10);
        assertThat(again.own().lineage().root()).isEqualTo(LineageRoot.BASE);
        assertThat(again.own().lineage().hash()).isNotEqualTo(hash(MADE_BY, log));
    }

    @Test
    void shouldNeedNoEventThatHasLeftTheWindow() {
        List<TrainingEvent> log = events(0, 60);
        UserState half = learn(UserState.NEW, MADE_BY, 8, List.of(log.subList(0, 32)));
        // As read back from the log: only the newest events are held.
        UserState restored = new UserState(
                History.EMPTY.with(encoded(log.subList(24, 32)), 8).preceded(24, Instant.EPOCH),
                half.own(),
                half.newestVersion());

        AdapterVersion whole = learn(UserState.NEW, MADE_BY, 8, List.of(log)).own();
        AdapterVersion continued =
                learn(restored, MADE_BY, 8, List.of(log.subList(32, 60))).own();

        assertThat(continued).isNotNull().isEqualTo(whole);
    }

    @Test
    void shouldSayWhatItBeganFromWhereTheRecipeChanges() {
        List<TrainingEvent> log = events(0, 24);
        UserState before = learn(UserState.NEW, new Provenance("earlier", "base"), 100, List.of(log.subList(0, 12)));

        AdapterVersion after =
                learn(before, MADE_BY, 100, List.of(log.subList(12, 24))).own();

        assertThat(after).isNotNull();
        assertThat(after.version()).isEqualTo(6);
        assertThat(after.lineage().recipe()).isEqualTo("recipe");
        assertThat(after.lineage().root())
                .isEqualTo(new LineageRoot(3, 12, before.own().lineage().hash()));
    }

    @Test
    void shouldBeginAnewWhereTheParentHasNoLineageAndSayHowMuchThatHadSeen() {
        AdapterVersion early = new AdapterVersion(9, 8, 36, "e35", Instant.EPOCH, "digest");
        UserState before = new UserState(History.EMPTY.with(encoded(events(0, 36)), 100), early, 9);

        AdapterVersion after =
                learn(before, MADE_BY, 100, List.of(events(36, 4))).own();

        assertThat(after).isNotNull();
        assertThat(after.lineage().known()).isTrue();
        assertThat(after.lineage().root()).isEqualTo(new LineageRoot(9, 36, ""));
    }

    @Test
    void shouldBeginFromTheBaseWhereNoAdapterIsInForceAlthoughThereWereVersions() {
        UserState before = new UserState(History.EMPTY.with(encoded(events(0, 36)), 100), null, 9);

        AdapterVersion after =
                learn(before, MADE_BY, 100, List.of(events(36, 4))).own();

        assertThat(after).isNotNull();
        assertThat(after.version()).isEqualTo(10);
        assertThat(after.parentVersion()).isZero();
        assertThat(after.lineage().root()).isEqualTo(new LineageRoot(9, 0, ""));
    }

    private static String hash(Provenance madeBy, List<TrainingEvent> log) {
        AdapterVersion own = learn(UserState.NEW, madeBy, 100, List.of(log)).own();
        assertThat(own).isNotNull();
        return own.lineage().hash();
    }

    private static UserState learn(UserState before, Provenance madeBy, int window, List<List<TrainingEvent>> batches) {
        Memory memory = new Memory();
        memory.states.put("ada", before);
        try (Learner learner = Learner.ofLineages(recipe(window), madeBy)) {
            for (List<TrainingEvent> batch : batches) {
                StateOverlay overlay = new StateOverlay(memory);
                learner.learn(batch, overlay, user -> true);
                memory.take(overlay);
            }
        }
        return memory.states.get("ada");
    }

    private static UserState learn(UserState before, List<TrainingEvent> events, LoadLevel level) {
        Memory memory = new Memory();
        memory.states.put("ada", before);
        try (Learner learner = Learner.ofLineages(recipe(100), MADE_BY)) {
            StateOverlay overlay = new StateOverlay(memory);
            learner.learn(events, overlay, user -> true, level);
            return overlay.of("ada");
        }
    }

    static Recipe recipe(int window) {
        UpdateSchedule schedule = new UpdateSchedule(EVERY);
        return new Recipe(
                schedule,
                new UpdatePlanner(schedule, UpdateSteps.constant(2), 5, 0.8, new RehearsalSample(0.5, 8), 0),
                TrainingOptions.defaults(),
                new HeldOutGuard(0, 0),
                UpdateBounds.DEFAULT,
                false,
                window,
                64,
                KnowledgeChoice.NONE,
                new GateRecipe(GateKind.GRADIENT, 16, 1, 1, 0.01, 0));
    }

    private static List<TrainingEvent> events(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> new TrainingEvent(
                        "ada",
                        "task",
                        Instant.EPOCH,
                        EncodedEvent.of("e" + number, Instant.EPOCH, new Example(new int[] {1, 2}, 1))))
                .toList();
    }

    private static List<HistoryEvent> encoded(List<TrainingEvent> arrivals) {
        return arrivals.stream().map(TrainingEvent::event).toList();
    }
}
