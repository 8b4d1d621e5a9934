package dev.intarsia.assembler.user;

import static dev.intarsia.assembler.fixture.Records.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.assembler.pool.LivePopulation;
import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.pieces.infer.UserSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PiecePool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopulationPartTest {
    private static final ModuleId Q0 = ModuleId.parse("0.q");
    private static final PiecePool NO_PIECES = PiecePool.empty(BASE, GateKind.GRADIENT);
    private static final int USERS = 3;
    private static final int EVENTS = 2;

    @AutoClose
    private KeyValueStore<String, SampledEvent> store;

    private LivePopulation live;
    private PopulationPart part;

    @BeforeEach
    void start(@TempDir Path directory) {
        store = store(directory);
        restart();
    }

    private static KeyValueStore<String, SampledEvent> store(Path directory) {
        KeyValueStore<String, SampledEvent> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(AssemblerStores.POPULATION),
                        Serdes.String(),
                        SampledEvent.FORM.serde())
                .withLoggingDisabled()
                .build();
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>(
                new Properties(), new org.apache.kafka.streams.processor.TaskId(0, 0), directory.toFile());
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    private void restart() {
        live = new LivePopulation(new SampleRules(USERS, EVENTS));
        part = PopulationPart.begin(store, live, 0, Optional.of(BASE));
    }

    @Test
    void shouldHoldTheSameSampleInWhateverOrderEventsCome() {
        List<String> all = new ArrayList<>();
        for (int user = 0; user < 12; user++) {
            for (int event = 0; event < 7; event++) {
                all.add("u" + user + " e" + event);
            }
        }
        Set<String> expected = lowest(all);

        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(all, new Random(seed));
            all.forEach(this::add);

            assertThat(stored()).as("seed %d", seed).isEqualTo(expected);
            assertThat(sampled()).as("seed %d", seed).isEqualTo(values(expected));
            stored().forEach(one -> part.remove(one.split(" ")[0]));
            assertThat(live.sample(NO_PIECES).size()).isZero();
        }
    }

    /** The events of the lowest ranks of the users of the lowest ranks. */
    private static Set<String> lowest(List<String> all) {
        Set<String> expected = new TreeSet<>();
        all.stream()
                .map(one -> one.split(" ")[0])
                .distinct()
                .sorted(Comparator.comparing(UserSample::rank))
                .limit(USERS)
                .forEach(user -> all.stream()
                        .filter(one -> one.startsWith(user + " "))
                        .sorted(Comparator.comparing(one -> UserSample.rank(one.split(" ")[1])))
                        .limit(EVENTS)
                        .forEach(expected::add));
        return expected;
    }

    @Test
    void shouldGoOnFromItsStore() {
        for (int event = 0; event < 5; event++) {
            add("ada e" + event);
            add("bob e" + event);
        }
        Set<String> before = stored();
        Set<Float> sampled = sampled();

        restart();

        assertThat(sampled()).isEqualTo(sampled).hasSize(2 * EVENTS);
        add("ada e0");
        add("bob e4");
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void shouldLeaveNothingOfAnErasedUser() {
        add("ada e1");
        add("ada e2");
        add("bob e1");

        part.remove("ada");

        assertThat(stored()).containsExactly("bob e1");
        assertThat(sampled()).containsExactly(value("bob e1"));
        restart();
        assertThat(sampled()).containsExactly(value("bob e1"));
    }

    @Test
    void shouldDeleteFromTheStoreOfOneUserAlone() {
        add("ada e1");
        add("adam e1");

        PopulationPart.forget(store, "ada");

        assertThat(stored()).containsExactly("adam e1");
    }

    @Test
    void shouldTakeARetractedEventOut() {
        add("ada e1");
        add("ada e2");

        part.retract("ada", "e1");
        part.retract("ada", "e1");
        part.retract("nobody", "e1");

        assertThat(stored()).containsExactly("ada e2");
        assertThat(sampled()).containsExactly(value("ada e2"));
    }

    @Test
    void shouldGiveThePlaceOfAUserWithoutEventsToAnother() {
        List<String> users = new ArrayList<>();
        for (int user = 0; user < USERS + 1; user++) {
            users.add("u" + user);
        }
        users.sort(Comparator.comparing(UserSample::rank));
        users.subList(0, USERS).forEach(user -> add(user + " e1"));

        part.retract(users.get(0), "e1");
        add(users.get(USERS) + " e1");

        assertThat(stored()).contains(users.get(USERS) + " e1").hasSize(USERS);
    }

    @Test
    void shouldForgetEventsOfAnotherBaseModel() {
        part.add("ada", "before", "e1", Map.of(Q0, new float[] {1}));
        add("bob e1");

        restart();

        assertThat(stored()).containsExactly("bob e1");
        assertThat(sampled()).containsExactly(value("bob e1"));
    }

    @Test
    void shouldKeepNoMoreUsersThanAreWantedNow() {
        add("ada e1");
        add("bob e1");
        add("cleo e1");

        PopulationPart.begin(store, new LivePopulation(new SampleRules(1, 1)), 0, Optional.of(BASE));

        assertThat(stored()).hasSize(1);
    }

    private void add(String userAndEvent) {
        String[] names = userAndEvent.split(" ");
        part.add(names[0], BASE, names[1], Map.of(Q0, new float[] {value(userAndEvent)}));
    }

    /** A number that stands for an event, near 1 so that none is cut for its size. */
    private static float value(String userAndEvent) {
        return 1 + (userAndEvent.hashCode() & 0xffff) / 65_536f;
    }

    private static Set<Float> values(Set<String> usersAndEvents) {
        Set<Float> values = new TreeSet<>();
        usersAndEvents.forEach(one -> values.add(value(one)));
        return values;
    }

    private Set<Float> sampled() {
        Set<Float> values = new TreeSet<>();
        live.sample(NO_PIECES).events().forEach(event -> values.add(event.get(Q0)[0]));
        return values;
    }

    private Set<String> stored() {
        Set<String> stored = new TreeSet<>();
        try (KeyValueIterator<String, SampledEvent> all = store.all()) {
            all.forEachRemaining(entry -> stored.add(entry.value.user() + " " + entry.value.eventId()));
        }
        return stored;
    }
}
