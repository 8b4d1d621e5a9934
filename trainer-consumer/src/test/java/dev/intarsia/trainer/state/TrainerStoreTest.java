package dev.intarsia.trainer.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.choice.ComparedLosses;
import dev.intarsia.model.example.Example;
import dev.intarsia.oppu.drift.LossTrend;
import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.history.HistoryEvent;
import dev.intarsia.oppu.learn.AdapterHold;
import dev.intarsia.oppu.learn.AdapterLineage;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.AssembledBase;
import dev.intarsia.oppu.learn.AwaitedLosses;
import dev.intarsia.oppu.learn.HoldReason;
import dev.intarsia.oppu.learn.LineageRoot;
import dev.intarsia.oppu.learn.UpdateRun;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.trainer.share.PieceMark;
import dev.intarsia.trainer.wire.Adapters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerStoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long NOTHING_KEPT = 0;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldReadEveryHistoryBackAsItWasPut(long seed) {
        Random random = new Random(seed);
        int window = 1 + random.nextInt(60);
        StoredUser expected = StoredUser.NONE;
        int next = 0;

        try (TrainerStore store = TestStores.open(directory, "base", NOTHING_KEPT)) {
            for (int step = 0; step < 60; step++) {
                StoredUser stored = store.user(0, "ada");
                History history = stored.state().history();
                if (random.nextInt(12) == 0) {
                    history = history.after(NOON.plusSeconds(next - random.nextInt(20)));
                }
                int more = random.nextInt(random.nextInt(4) == 0 ? 90 : 12);
                expected = stored.with(stored.state().with(history.with(events(next, next + more), window)));
                if (random.nextInt(10) == 0) {
                    expected = stored.preceded(random.nextInt(100), NOON);
                }
                next += more;

                put(store, "ada", expected);

                assertSame(store.user(0, "ada"), expected);
            }
        }
        try (TrainerStore store = TestStores.open(directory, "base", NOTHING_KEPT)) {
            assertSame(store.user(0, "ada"), expected);
        }
    }

    @Test
    void shouldKeepVersionsPiecesAndAdapters() {
        AdapterState adapter = Adapters.state(3, 2);
        AdapterVersion own = new AdapterVersion(
                        4, 3, 12, "e11", NOON, adapter.adapter().digest())
                .on(new AssembledBase(7, "assembled"));
        AdapterVersion foreign = new AdapterVersion(
                5,
                4,
                14,
                "e13",
                NOON,
                "digest",
                new AdapterLineage(
                        "hash",
                        "recipe",
                        new LineageRoot(2, 8, "parent"),
                        List.of(new UpdateRun(3, 10, LoadLevel.NO_REHEARSAL), new UpdateRun(5, 14, LoadLevel.FULL)),
                        List.of(4L, 5L)),
                new AdapterHold(HoldReason.LOSS, 3, NOON),
                null,
                new LossTrend(List.of(1.5f, 0.25f), 8, new ComparedLosses(24, 1.7, 2.1)));
        StoredUser ada = new StoredUser(
                new UserState(History.EMPTY, own, 6, new AwaitedLosses(List.of(1.5f, Float.NaN))),
                new Published(
                        Set.of("0.q", "0.v"),
                        Map.of(
                                "0.q",
                                new PieceMark(4, "base", GateKind.ACTIVATION, ByteBuffer.wrap(new byte[] {1, 2}), 3))),
                foreign,
                0,
                false);
        try (TrainerStore store = TestStores.open(directory)) {
            try (StoreChange change = store.change()) {
                change.put(2, "ada", ada).adapter(2, "ada", adapter).write();
            }
        }

        try (TrainerStore store = TestStores.open(directory)) {
            StoredUser found = store.user(2, "ada");
            assertThat(found.state().own()).isEqualTo(own);
            assertThat(found.state().newestVersion()).isEqualTo(6);
            assertThat(found.state().base()).isEqualTo(new AwaitedLosses(List.of(1.5f, Float.NaN)));
            assertThat(found.published()).isEqualTo(ada.published());
            assertThat(found.written()).isEqualTo(foreign);
            assertThat(found.settled()).isFalse();
            assertThat(store.adapter(2, "ada")).isEqualTo(adapter);
            assertThat(store.user(1, "ada")).isEqualTo(StoredUser.NONE);
            List<String> users = new ArrayList<>();
            store.forEach(2, (user, stored) -> users.add(user));
            assertThat(users).containsExactly("ada");
        }
    }

    @Test
    void shouldKeepCheckpointsAndDropPartitions() {
        StoreCheckpoint checkpoint =
                new StoreCheckpoint("log", Map.of("events", 12L, "adapters", 3L), true, true, Instant.MAX, NOON);
        try (TrainerStore store = TestStores.open(directory)) {
            put(store, "ada", StoredUser.NONE.with(UserState.NEW.with(History.EMPTY.with(events(0, 3), 10))));
            try (StoreChange change = store.change()) {
                change.checkpoint(0, checkpoint).checkpoint(1, checkpoint).write();
            }

            assertThat(store.checkpoint(0)).contains(checkpoint);
            store.drop(0);

            assertThat(store.checkpoint(0)).isEmpty();
            assertThat(store.checkpoint(1)).contains(checkpoint);
            assertThat(store.user(0, "ada")).isEqualTo(StoredUser.NONE);
        }
    }

    @Test
    void shouldStartOverWhereTheBaseModelIsAnother() {
        try (TrainerStore store = TestStores.open(directory)) {
            put(store, "ada", StoredUser.NONE.with(UserState.NEW.with(History.EMPTY.with(events(0, 3), 10))));
        }

        try (TrainerStore store = TestStores.open(directory, "other base", 1 << 20)) {
            assertThat(store.user(0, "ada")).isEqualTo(StoredUser.NONE);
        }
    }

    @Test
    void shouldLeaveNothingOfAnErasedUserInAnyFile() throws IOException {
        HistoryEvent event = EncodedEvent.of("adas-secret-event", NOON, new Example(new int[] {1, 2, 3}, 1));
        byte[] weights = AdapterBytes.encode(Adapters.state(7, 0));
        byte[] someWeights = Arrays.copyOfRange(weights, 8, 40);
        try (TrainerStore store = TestStores.open(directory)) {
            StoredUser ada = StoredUser.NONE.with(UserState.NEW.with(History.EMPTY.with(List.of(event), 10)));
            try (StoreChange change = store.change()) {
                change.put(0, "the-user-ada", ada)
                        .adapter(0, "the-user-ada", Adapters.state(7, 0))
                        .write();
            }
            put(store, "the-user-bob", StoredUser.NONE.with(UserState.NEW.with(History.EMPTY.with(events(0, 3), 10))));
            assertThat(filesHolding("adas-secret-event".getBytes(UTF_8))).isNotEmpty();
            assertThat(filesHolding(someWeights)).isNotEmpty();

            try (StoreChange change = store.change()) {
                change.put(0, "the-user-ada", StoredUser.NONE)
                        .noAdapter(0, "the-user-ada")
                        .write();
            }
            await().until(store::compacted);

            assertThat(filesHolding("adas-secret-event".getBytes(UTF_8))).isEmpty();
            assertThat(filesHolding("the-user-ada".getBytes(UTF_8))).isEmpty();
            assertThat(filesHolding(someWeights)).isEmpty();
            assertThat(store.user(0, "the-user-bob").state().history().length()).isEqualTo(3);
        }
    }

    @Test
    void shouldNameTheSettingWhereTheDirectoryCannotBeUsed() throws IOException {
        Files.writeString(directory.resolve("store"), "a file");

        assertThatThrownBy(() -> TestStores.open(directory)).hasMessageContaining("state.directory");
    }

    private List<Path> filesHolding(byte[] text) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> holding = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (contains(Files.readAllBytes(file), text)) {
                    holding.add(file);
                }
            }
            return holding;
        }
    }

    private static boolean contains(byte[] bytes, byte[] text) {
        for (int at = 0; at + text.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }

    private static void put(TrainerStore store, String user, StoredUser stored) {
        try (StoreChange change = store.change()) {
            change.put(0, user, stored).write();
        }
    }

    private static void assertSame(StoredUser found, StoredUser expected) {
        History history = found.state().history();
        History same = expected.state().history();
        assertThat(history.length()).isEqualTo(same.length());
        assertThat(history.oldest()).isEqualTo(same.oldest());
        assertThat(history.fingerprints()).isEqualTo(same.fingerprints());
        assertThat(history.earliest()).isEqualTo(same.earliest());
        for (long number = same.oldest(); number < same.length(); number++) {
            assertThat(history.event(number)).isEqualTo(same.event(number));
        }
    }

    private static List<HistoryEvent> events(int from, int to) {
        List<HistoryEvent> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add(EncodedEvent.of("e" + i, NOON.plusSeconds(i), new Example(new int[] {1, i, 2}, 2)));
        }
        return events;
    }
}
