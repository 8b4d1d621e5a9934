package dev.intarsia.gateway.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountedUsersTest {
    private static final TaskId TASK = new TaskId(0, 3);

    @TempDir
    Path directory;

    private final UserCounts counts = new UserCounts();

    private KeyValueStore<String, String> store(String name, TaskId task) {
        var context = new MockProcessorContext<>(new Properties(), task, directory.toFile());
        KeyValueStore<String, String> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.String())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    @Test
    void shouldCountWhatTheStoreHeldBefore() {
        KeyValueStore<String, String> restored = store("some", TASK);
        restored.put("ada", "x");
        restored.put("bob", "y");

        CountedUsers<String> users = CountedUsers.of(restored, TASK, counts);
        users.put("ada", "z");
        users.put("cleo", "z");
        users.delete("bob");
        users.delete("dan");

        assertThat(counts.of("some")).isEqualTo(2);
        assertThat(users.get("ada")).isEqualTo("z");
    }

    @Test
    void shouldKeepOneCountForAllWhoWriteOneStore() {
        KeyValueStore<String, String> store = store("some", TASK);
        CountedUsers<String> one = CountedUsers.of(store, TASK, counts);
        one.put("ada", "x");
        CountedUsers<String> other = CountedUsers.of(store, TASK, counts);
        other.put("bob", "x");
        one.delete("bob");

        assertThat(counts.of("some")).isEqualTo(1);
    }

    @Test
    void shouldCountTheTasksThatAreHere() {
        CountedUsers.of(store("some", TASK), TASK, counts).put("ada", "x");
        CountedUsers.of(store("more", TASK), TASK, counts).put("ada", "x");
        TaskId other = new TaskId(0, 4);
        CountedUsers.of(store("some", other), other, counts).put("bob", "x");
        assertThat(counts.of("some")).isEqualTo(2);

        counts.close(TASK);

        assertThat(counts.of("some")).isEqualTo(1);
        assertThat(counts.of("more")).isZero();
    }
}
