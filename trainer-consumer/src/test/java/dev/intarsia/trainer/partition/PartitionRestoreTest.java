package dev.intarsia.trainer.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.example.Example;
import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.trainer.share.PieceMark;
import dev.intarsia.trainer.share.SharingRegister;
import dev.intarsia.trainer.state.StoreCheckpoint;
import dev.intarsia.trainer.state.StoredUser;
import dev.intarsia.trainer.state.TestStores;
import dev.intarsia.trainer.state.TrainerStore;
import dev.intarsia.trainer.wire.AdapterAssembly;
import dev.intarsia.trainer.wire.AdapterRecords;
import dev.intarsia.trainer.wire.Adapters;
import dev.intarsia.trainer.wire.PieceRecords;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionRestoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    private static final Map<String, Long> ENDS = Map.of("events", 0L, "adapters", 0L, "pieces", 0L);

    private final SharingRegister register = new SharingRegister();
    private TrainerStore store;

    @BeforeEach
    void openStore() {
        store = TestStores.open(directory);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void shouldRestoreHistoriesAndTheNewestAdapters() {
        PartitionRestore restore = restore(false);
        events(restore, "ada", 0, 20);
        events(restore, "ada", 15, 22);
        events(restore, "bob", 0, 3);
        adapter(restore, "ada", 1, 8, "base");
        adapter(restore, "ada", 2, 16, "base");
        publish(restore, "ada", "0.q", 2);
        publish(restore, "ada", "1.q", 2);
        restore.pieceWithdrawn(new ModuleKey("ada", "1.q"));
        restore.gateWithdrawn(new ModuleKey("ada", "1.q"));

        Restored state = restore.finish(ENDS);

        UserState ada = user("ada").state();
        assertThat(ada.history().length()).isEqualTo(22);
        assertThat(ada.own())
                .extracting(AdapterVersion::version, AdapterVersion::seen)
                .containsExactly(2L, 16L);
        assertThat(store.adapter(0, "ada")).isEqualTo(Adapters.state(2, 2));
        assertThat(user("ada").published().adapterModules()).containsExactlyInAnyOrder("0.q", "0.v", "1.q", "1.v");
        assertThat(user("ada").published().pieces())
                .isEqualTo(Map.of("0.q", new PieceMark(2, "base", GateKind.GRADIENT, ByteBuffer.allocate(16))));
        assertThat(user("bob").state().own()).isNull();
        assertThat(state.pendingErasure()).isEmpty();
    }

    @Test
    void shouldContinueCountingWhereTheLogWasTruncated() {
        PartitionRestore restore = restore(true);
        events(restore, "ada", 100, 120);
        adapter(restore, "ada", 14, 112, "base");
        events(restore, "bob", 300, 305);
        adapter(restore, "bob", 2, 16, "base");

        Restored state = restore.finish(ENDS);

        assertThat(user("ada").state().history().length()).isEqualTo(120);
        assertThat(user("ada").state().history().event(112).eventId()).isEqualTo("e112");
        assertThat(user("bob").state().history().oldest()).isEqualTo(16);
    }

    @Test
    void shouldNumberEventsByAnAdapterThatIsReadLongAfterThem() {
        PartitionRestore restore = restore(true);
        events(restore, "ada", 100, 110);
        events(restore, "bob", 0, 3);
        restore.flush(Map.of());
        StoredUser early = user("ada");
        events(restore, "ada", 110, 120);
        restore.flush(Map.of());
        adapter(restore, "ada", 14, 112, "base");
        restore.flush(Map.of());
        StoredUser late = user("ada");

        restore.finish(ENDS);

        assertThat(early.settled()).isTrue();
        assertThat(late.settled()).isFalse();
        assertThat(user("ada").settled()).isTrue();
        assertThat(user("ada").state().history().event(112).eventId()).isEqualTo("e112");
        assertThat(user("bob").state().history().length()).isEqualTo(3);
    }

    @Test
    void shouldWaitWithTheMemoryThatEventsTake() {
        PartitionRestore restore = restore(false);
        events(restore, "ada", 0, 1);
        long one = restore.waiting();
        events(restore, "ada", 1, 10);
        long ten = restore.waiting();
        adapter(restore, "ada", 1, 8, "base");

        assertThat(one).isPositive();
        assertThat(ten).isGreaterThan(5 * one);
        assertThat(restore.waiting()).isGreaterThan(ten + Adapters.LAYOUT.size());
        restore.flush(Map.of());
        assertThat(restore.waiting()).isZero();
    }

    @Test
    void shouldNotTrainAgainWhereTheGroupLostItsOffsets() {
        PartitionRestore restore = restore(false);
        adapter(restore, "ada", 5, 40, "base");

        UserState ada = finished(restore, "ada");

        assertThat(ada.history().length()).isZero();
        assertThat(ada.seen()).isEqualTo(40);
    }

    @Test
    void shouldStartOverUnderAnotherBaseModelWithHigherVersions() {
        PartitionRestore restore = restore(false);
        events(restore, "ada", 0, 20);
        adapter(restore, "ada", 2, 16, "older base");

        Restored state = restore.finish(ENDS);

        assertThat(user("ada").state().own()).isNull();
        assertThat(user("ada").state().newestVersion()).isEqualTo(2);
        assertThat(user("ada").published().adapterModules()).isNotEmpty();
        assertNoAdapter("ada");
    }

    @Test
    void shouldNotServeAnIncompleteVersion() {
        PartitionRestore restore = restore(false);
        events(restore, "ada", 0, 20);
        adapter(restore, "ada", 1, 8, "base");
        AdapterState state = Adapters.state(2, 2);
        restore.adapter(
                AdapterRecords.of("ada", standing(state, 2, 16), state, "base").get(0), 0);

        UserState ada = finished(restore, "ada");

        assertThat(ada.own()).isNull();
        assertThat(ada.newestVersion()).isEqualTo(2);
        assertNoAdapter("ada");
    }

    @Test
    void shouldIgnoreATombstonedAdapter() {
        PartitionRestore restore = restore(false);
        adapter(restore, "ada", 1, 8, "base");
        Adapters.LAYOUT
                .modules()
                .forEach(module ->
                        restore.adapterErased(new ModuleKey("ada", module.id().text())));

        restore.finish(ENDS);

        assertThat(store.count(0)).isZero();
        assertThat(user("ada")).isEqualTo(StoredUser.NONE);
        assertNoAdapter("ada");
    }

    @Test
    void shouldLeaveOutErasedEventsAndReportWhatRemains() {
        register.erase("ada", NOON.plusSeconds(9));
        PartitionRestore restore = restore(false);
        events(restore, "ada", 0, 12);
        adapter(restore, "ada", 1, 8, "base");
        publish(restore, "ada", "0.q", 1);

        Restored state = restore.finish(ENDS);

        assertThat(user("ada").state().history().length()).isEqualTo(2);
        assertThat(user("ada").state().own()).isNull();
        assertThat(state.pendingErasure()).containsExactly("ada");
        assertNoAdapter("ada");
    }

    @Test
    void shouldKeepTheAdapterTrainedAfterAnErasure() {
        register.erase("ada", NOON.plusSeconds(9));
        PartitionRestore restore = restore(false);
        events(restore, "ada", 0, 20);
        AdapterState state = Adapters.state(1, 1);
        AdapterVersion afterwards = new AdapterVersion(
                1, 0, 8, "e17", NOON.plusSeconds(17), state.adapter().digest());
        AdapterRecords.of("ada", afterwards, state, "base").forEach(module -> restore.adapter(module, 0));

        Restored restored = restore.finish(ENDS);

        assertThat(user("ada").state().own()).isEqualTo(afterwards);
        assertThat(user("ada").state().history().length()).isEqualTo(10);
        assertThat(restored.pendingErasure()).isEmpty();
    }

    @Test
    void shouldKeepEventsThatAnErasedUserSentAgain() {
        register.erase("ada", NOON.plusSeconds(9));
        PartitionRestore restore = restore(false);
        events(restore, "ada", 0, 10);
        events(restore, "ada", 0, 10, 100);
        AdapterVersion again = adapterOf(restore, "ada", 1, 8, "e7", 107);

        Restored state = restore.finish(ENDS);

        assertThat(user("ada").state().own()).isEqualTo(again);
        assertThat(user("ada").state().history().length()).isEqualTo(10);
        assertThat(user("ada").state().history().event(0).ingestedAt()).isEqualTo(NOON.plusSeconds(100));
        assertThat(state.pendingErasure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 1000})
    void shouldKeepTheAdapterOfAnErasedUserWithMoreEventsSinceThanTheHistoryHolds(int window) {
        register.erase("ada", NOON.plusSeconds(9));
        PartitionRestore restore = restore(false, window);
        events(restore, "ada", 0, 30);
        AdapterVersion since = adapterOf(restore, "ada", 2, 16, "e25", 25);

        Restored state = restore.finish(ENDS);

        assertThat(user("ada").state().own()).isEqualTo(since);
        assertThat(user("ada").state().history().length()).isEqualTo(20);
        assertThat(user("ada").state().newestVersion()).isEqualTo(2);
        assertThat(state.pendingErasure()).isEmpty();
    }

    @Test
    void shouldDropAnAdapterThatAlsoSawEventsFromBeforeTheErasure() {
        register.erase("ada", NOON.plusSeconds(9));
        PartitionRestore restore = restore(false);
        events(restore, "ada", 0, 20);
        adapterOf(restore, "ada", 2, 16, "e15", 15);

        Restored state = restore.finish(ENDS);

        assertThat(user("ada").state().own()).isNull();
        assertThat(user("ada").state().history().length()).isEqualTo(10);
        assertThat(state.pendingErasure()).containsExactly("ada");
    }

    @Test
    void shouldKeepEventsSinceAnErasureThatIsReadDuringTheRestore() {
        PartitionRestore restore = restore(false);
        events(restore, "ada", 0, 12);
        register.erase("ada", NOON.plusSeconds(9));

        Restored state = restore.finish(ENDS);

        assertThat(user("ada").state().history().length()).isEqualTo(2);
        assertThat(state.pendingErasure()).isEmpty();
    }

    @Test
    void shouldKeepTheAdapterOfAnErasedUserWhoseFirstEventsSinceWereTruncated() {
        register.erase("ada", NOON.plusSeconds(9));
        PartitionRestore restore = restore(true);
        events(restore, "ada", 20, 30);
        AdapterVersion since = adapterOf(restore, "ada", 2, 16, "e25", 25);

        UserState ada = finished(restore, "ada");

        assertThat(ada.own()).isEqualTo(since);
        assertThat(ada.history().length()).isEqualTo(20);
        // Whoever asks later must not find what the erasure took.
        assertThat(ada.history().reachesBack(NOON.plusSeconds(9))).isFalse();
    }

    @Test
    void shouldKeepAnAdapterOfAnotherBaseModelTrainedAfterAnErasure() {
        register.erase("ada", NOON.minusSeconds(1));
        PartitionRestore restore = restore(false);
        events(restore, "ada", 0, 20);
        adapter(restore, "ada", 2, 16, "older base");

        Restored state = restore.finish(ENDS);

        assertThat(state.pendingErasure()).isEmpty();
        assertThat(user("ada").state().newestVersion()).isEqualTo(2);
    }

    @Test
    void shouldCountVersionsFromTheErasureWhereOlderOnesAreStillInTheLog() {
        register.erase("ada", NOON.plusSeconds(9));
        PartitionRestore restore = restore(false);
        events(restore, "ada", 0, 20);
        adapter(restore, "ada", 5, 8, "base");
        adapterOf(restore, "ada", 1, 8, "e17", 17);

        assertThat(finished(restore, "ada").newestVersion()).isEqualTo(1);
    }

    @Test
    void shouldGoOnFromWhatIsStored() {
        PartitionRestore first = restore(false);
        events(first, "ada", 0, 12);
        adapter(first, "ada", 1, 8, "base");
        Restored before = first.finish(ENDS);

        PartitionRestore second = restore(before.checkpoint(), 1000);
        events(second, "ada", 10, 20);
        adapter(second, "ada", 2, 16, "base");
        Restored after = second.finish(Map.of("events", 20L));

        assertThat(after.checkpoint().position("events")).isEqualTo(20);
        assertThat(user("ada").state().history().length()).isEqualTo(20);
        assertThat(user("ada").state().version()).isEqualTo(2);
        assertThat(user("ada").state().seen()).isEqualTo(16);
    }

    @Test
    void shouldNotRenumberEventsOfATruncatedLogTwice() {
        PartitionRestore first = restore(true);
        events(first, "ada", 100, 120);
        adapter(first, "ada", 14, 112, "base");
        Restored before = first.finish(ENDS);

        PartitionRestore second = restore(before.checkpoint(), 1000);
        events(second, "ada", 120, 130);
        second.finish(ENDS);

        assertThat(user("ada").state().history().length()).isEqualTo(130);
        assertThat(user("ada").state().history().event(129).eventId()).isEqualTo("e129");
    }

    @Test
    void shouldReadModulesOfAnUnfinishedVersionAgainAfterAnInterruption() {
        PartitionRestore first = restore(false);
        AdapterState state = Adapters.state(1, 1);
        var modules = AdapterRecords.of("ada", standing(state, 1, 8), state, "base");
        first.adapter(modules.get(0), 5);
        first.flush(Map.of("adapters", 6L, "events", 9L));

        PartitionRestore second = restore(store.checkpoint(0).orElseThrow(), 1000);

        assertThat(store.checkpoint(0).orElseThrow().positions()).isEqualTo(Map.of("adapters", 5L, "events", 9L));
        for (int i = 0; i < modules.size(); i++) {
            second.adapter(modules.get(i), 5 + i);
        }
        second.finish(ENDS);
        assertThat(store.adapter(0, "ada")).isEqualTo(state);
    }

    @Test
    void shouldForgetWhomAnotherTrainerErasedMeanwhile() {
        PartitionRestore first = restore(false);
        events(first, "ada", 0, 12);
        adapter(first, "ada", 1, 8, "base");
        Restored before = first.finish(ENDS);
        register.erase("ada", NOON.plusSeconds(11));

        PartitionRestore second = restore(before.checkpoint(), 1000);
        Adapters.LAYOUT
                .modules()
                .forEach(module ->
                        second.adapterErased(new ModuleKey("ada", module.id().text())));
        events(second, "ada", 0, 10, 100);
        AdapterVersion again = adapterOf(second, "ada", 1, 8, "e7", 107);
        Restored after = second.finish(ENDS);

        assertThat(after.pendingErasure()).isEmpty();
        assertThat(user("ada").state().own()).isEqualTo(again);
        assertThat(user("ada").state().history().length()).isEqualTo(10);
        assertThat(user("ada").state().history().event(0).ingestedAt()).isEqualTo(NOON.plusSeconds(100));
    }

    private StoredUser user(String user) {
        return store.user(0, user);
    }

    private UserState finished(PartitionRestore restore, String user) {
        restore.finish(ENDS);
        return user(user).state();
    }

    private void assertNoAdapter(String user) {
        assertThatThrownBy(() -> store.adapter(0, user)).hasMessageContaining("no adapter");
    }

    private PartitionRestore restore(boolean logTruncated) {
        return restore(logTruncated, 1000);
    }

    private PartitionRestore restore(boolean logTruncated, int window) {
        return restore(new StoreCheckpoint("log", Map.of(), true, logTruncated, Instant.MAX, NOON), window);
    }

    private PartitionRestore restore(StoreCheckpoint from, int window) {
        return new PartitionRestore(
                0,
                from,
                store,
                new AdapterAssembly("base", Adapters.LAYOUT),
                "adapters",
                window,
                register,
                user -> true);
    }

    private static void events(PartitionRestore restore, String user, int from, int to) {
        events(restore, user, from, to, 0);
    }

    /** @param later by how many seconds each comes after the one of its number */
    private static void events(PartitionRestore restore, String user, int from, int to, int later) {
        for (int i = from; i < to; i++) {
            restore.event(new TrainingEvent(
                    user,
                    "movie-rating",
                    NOON,
                    EncodedEvent.of("e" + i, NOON.plusSeconds(i + later), new Example(new int[] {1, i, 2}, 2))));
        }
    }

    private static void adapter(PartitionRestore restore, String user, long version, long seen, String base) {
        AdapterState state = Adapters.state(version, version);
        AdapterRecords.of(user, standing(state, version, seen), state, base)
                .forEach(module -> restore.adapter(module, 0));
    }

    private static AdapterVersion adapterOf(
            PartitionRestore restore, String user, long version, long seen, String lastEventId, int lastSecond) {
        AdapterState state = Adapters.state(version, version);
        AdapterVersion standing = new AdapterVersion(
                version,
                version - 1,
                seen,
                lastEventId,
                NOON.plusSeconds(lastSecond),
                state.adapter().digest());
        AdapterRecords.of(user, standing, state, "base").forEach(module -> restore.adapter(module, 0));
        return standing;
    }

    private static AdapterVersion standing(AdapterState state, long version, long seen) {
        return new AdapterVersion(
                version,
                version - 1,
                seen,
                "e" + (seen - 1),
                NOON.plusSeconds(seen - 1),
                state.adapter().digest());
    }

    private static void publish(PartitionRestore restore, String sharer, String module, long version) {
        PieceRecords records = new PieceRecords("base", Adapters.LAYOUT, GateKind.GRADIENT);
        AdapterState state = Adapters.state(version, 1);
        Piece piece =
                records.cut(sharer, standing(state, version, 8 * version), state.adapter(), ModuleId.parse(module));
        restore.piece(piece);
        restore.gate(records.gate(piece, new float[4], ByteBuffer.allocate(0)));
    }
}
