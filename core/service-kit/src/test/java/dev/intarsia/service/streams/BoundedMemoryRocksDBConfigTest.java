package dev.intarsia.service.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

class BoundedMemoryRocksDBConfigTest {
    private static final int BYTES = 16 << 20;

    @TempDir
    Path directory;

    @Test
    void shouldPutAllStoresIntoOneMemoryAndOutliveEachOfThem() {
        try (RocksDBMemory memory = new RocksDBMemory(BYTES);
                Options one = new Options();
                Options other = new Options()) {
            Map<String, Object> configs = Map.of(BoundedMemoryRocksDBConfig.MEMORY, memory);
            BoundedMemoryRocksDBConfig first = configured("one", one, configs);
            configured("other", other, configs);

            first.close("one", one);

            assertThat(one.writeBufferManager())
                    .isSameAs(other.writeBufferManager())
                    .isSameAs(memory.writeBuffers());
            assertThat(memory.writeBuffers().isOwningHandle()).isTrue();
            assertThat(memory.cache().isOwningHandle()).isTrue();
            assertThat(((BlockBasedTableConfig) other.tableFormatConfig()).cacheIndexAndFilterBlocks())
                    .isTrue();
        }
    }

    @Test
    void shouldTakeWhatWasDeletedFromTheDiskWithinADay() {
        try (RocksDBMemory memory = new RocksDBMemory(BYTES);
                Options options = new Options()) {
            configured("users", options, Map.of(BoundedMemoryRocksDBConfig.MEMORY, memory));

            assertThat(options.periodicCompactionSeconds()).isEqualTo(86_400);
        }
    }

    @Test
    void shouldReadStoresThatWereWrittenWithoutTheBound() {
        KeyValueStore<String, Long> before = store(Map.of());
        before.put("ada", 7L);
        before.close();

        try (RocksDBMemory memory = new RocksDBMemory(BYTES)) {
            KeyValueStore<String, Long> after = store(Map.of(
                    StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                    BoundedMemoryRocksDBConfig.class,
                    BoundedMemoryRocksDBConfig.MEMORY,
                    memory));

            assertThat(after.get("ada")).isEqualTo(7);
            after.close();
        }
    }

    @Test
    void shouldNotFlushAtEveryPutWhereManyStoresShareTheMemory() throws IOException {
        int stores = 64;
        try (RocksDBMemory memory = new RocksDBMemory(4 * BYTES)) {
            Map<String, Object> bounded = Map.of(
                    StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                    BoundedMemoryRocksDBConfig.class,
                    BoundedMemoryRocksDBConfig.MEMORY,
                    memory);
            List<KeyValueStore<String, Long>> all = IntStream.range(0, stores)
                    .mapToObj(each -> store("users-" + each, bounded))
                    .toList();

            for (long put = 0; put < 1_000; put++) {
                for (KeyValueStore<String, Long> store : all) {
                    store.put("user " + put, put);
                }
            }

            assertThat(tables()).as("files that were flushed").isLessThan(stores);
            all.forEach(KeyValueStore::close);
        }
    }

    @Test
    void shouldRefuseSoLittleMemoryThatNoStoreCanWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RocksDBMemory((1 << 20) - 1))
                .withMessageContaining("state.rocksdb-memory is 1048575");
    }

    private long tables() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".sst")).count();
        }
    }

    private KeyValueStore<String, Long> store(Map<String, Object> settings) {
        return store("erasures", settings);
    }

    private KeyValueStore<String, Long> store(String name, Map<String, Object> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(properties, new TaskId(0, 0), directory.toFile());
        KeyValueStore<String, Long> store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.Long())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    private static BoundedMemoryRocksDBConfig configured(String store, Options options, Map<String, Object> configs) {
        options.setTableFormatConfig(new BlockBasedTableConfig());
        BoundedMemoryRocksDBConfig config = new BoundedMemoryRocksDBConfig();
        config.setConfig(store, options, configs);
        return config;
    }
}
