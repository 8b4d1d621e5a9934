package dev.intarsia.service.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasuresTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    private KeyValueStore<String, Long> store;
    private Erasures erasures;

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
        store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(Erasures.STORE), Serdes.String(), Serdes.Long())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        erasures = Erasures.of(context);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldKeepOutWhatIsNoNewerThanTheErasure() {
        erasures.remember("ada", NOON.toEpochMilli());

        assertThat(erasures.since("ada", NOON)).isTrue();
        assertThat(erasures.since("ada", NOON.minusSeconds(1))).isTrue();
        assertThat(erasures.since("ada", NOON.plusMillis(1))).isFalse();
        assertThat(erasures.since("eve", NOON.minusSeconds(1))).isFalse();
    }

    @Test
    void shouldKeepTheLatestOfTwoErasuresWhicheverComesFirst() {
        erasures.remember("ada", NOON.toEpochMilli());

        erasures.remember("ada", NOON.minusSeconds(60).toEpochMilli());

        assertThat(erasures.since("ada", NOON)).isTrue();
    }

    @Test
    void shouldForgetAnErasureOnlyAfterTheGuardTime() {
        erasures.remember("ada", NOON.toEpochMilli());

        erasures.forget(NOON.plusSeconds(60).toEpochMilli(), Duration.ofSeconds(60));
        assertThat(erasures.since("ada", NOON)).isTrue();

        erasures.forget(NOON.plusSeconds(61).toEpochMilli(), Duration.ofSeconds(60));
        assertThat(erasures.since("ada", NOON)).isFalse();
    }

    @Test
    void shouldFindWhatEarlierVersionsWrote() {
        store.put("57d08ab46d9a0efbb3e13af0484129566d8e2a3e18e5199a86c35c5c0fa36eca", NOON.toEpochMilli());

        assertThat(erasures.since("zoë", NOON)).isTrue();
    }

    @Test
    void shouldLogTheStoreUnderItsNameAsItsChangelogIsTold() {
        StoreBuilder<KeyValueStore<String, Long>> builder = Erasures.storeBuilder(Map.of("cleanup.policy", "compact"));

        assertThat(builder.name()).isEqualTo("erasures");
        assertThat(builder.loggingEnabled()).isTrue();
        assertThat(builder.logConfig()).containsEntry("cleanup.policy", "compact");
    }
}
