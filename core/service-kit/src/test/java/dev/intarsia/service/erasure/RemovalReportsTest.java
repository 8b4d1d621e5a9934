package dev.intarsia.service.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.schemas.topic.Topics;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalReportsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final ConsentKey ZENOBIA = ConsentKey.of("zenobia");

    @TempDir
    Path directory;

    private AvroSerdes serdes;
    private KeyValueStore<String, ErasureProgress> store;
    private RemovalReports reports;

    @BeforeEach
    void open() {
        Registry registry = new Registry(new MockSchemaRegistryClient(), "mock://reports", RetryPolicy.DEFAULT);
        new SchemaBootstrap(registry).declare(Topics.standard());
        serdes = new AvroSerdes(registry);
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
        store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(RemovalReports.STORE),
                        Serdes.String(),
                        serdes.values(Topics.standard().erasures()))
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        reports = RemovalReports.of(context, ErasureKey.GATEWAY, DAY);
    }

    @AfterEach
    void close() {
        store.close();
        serdes.close();
    }

    @Test
    void shouldSayNoLessWhenAnErasureIsFollowedOnceMore() {
        reports.add(ZENOBIA, NOON, Map.of("history", 5L, "adapters", 4L), NOON.plusSeconds(1));

        ErasureProgress again = reports.add(ZENOBIA, NOON, Map.of("history", 0L, "adapters", 0L), NOON.plusSeconds(9));

        assertThat(again.getRemoved()).isEqualTo(Map.of("history", 5L, "adapters", 4L));
        assertThat(again.getRecordedAt()).isEqualTo(NOON.plusSeconds(9));
        assertThat(again.getFinalBy()).isEqualTo(NOON.plusSeconds(9).plus(DAY));
        assertThat(again.getComplete()).isTrue();
        assertThat(RemovalReports.key(again))
                .isEqualTo(new ErasureKey(ErasureKey.erasure(ZENOBIA, NOON), ErasureKey.GATEWAY));
        assertThat(again.toString()).doesNotContain("zenobia");
    }

    @Test
    void shouldTellErasuresApart() {
        reports.add(ZENOBIA, NOON, Map.of("history", 5L), NOON);

        ErasureProgress later = reports.add(ZENOBIA, NOON.plusSeconds(1), Map.of("history", 1L), NOON);
        ErasureProgress event = reports.add(ConsentKey.of("zenobia", "e1"), NOON, Map.of("history", 2L), NOON);

        assertThat(later.getRemoved()).isEqualTo(Map.of("history", 1L));
        assertThat(event.getRemoved()).isEqualTo(Map.of("history", 2L));
    }

    @Test
    void shouldForgetOldErasures() {
        reports.add(ZENOBIA, NOON, Map.of("history", 5L), NOON);

        reports.forget(NOON.plus(DAY).toEpochMilli(), DAY);
        assertThat(reports.add(ZENOBIA, NOON, Map.of(), NOON).getRemoved()).isNotEmpty();

        reports.forget(NOON.plus(DAY).plusMillis(1).toEpochMilli(), DAY);
        assertThat(reports.add(ZENOBIA, NOON, Map.of(), NOON).getRemoved()).isEmpty();
    }
}
