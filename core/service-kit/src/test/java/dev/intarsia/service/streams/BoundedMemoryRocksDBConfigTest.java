package dev.intarsia.service.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

class BoundedMemoryRocksDBConfigTest {
    private static final int BYTES = 16 << 20;

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

    private static BoundedMemoryRocksDBConfig configured(String store, Options options, Map<String, Object> configs) {
        options.setTableFormatConfig(new BlockBasedTableConfig());
        BoundedMemoryRocksDBConfig config = new BoundedMemoryRocksDBConfig();
        config.setConfig(store, options, configs);
        return config;
    }
}
