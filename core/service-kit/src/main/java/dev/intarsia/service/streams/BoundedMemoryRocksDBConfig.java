package dev.intarsia.service.streams;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/**
 * Puts every store of an instance into the same {@link RocksDBMemory}, and takes from disk within a day what was deleted.
 * Made by Kafka Streams.
 */
public final class BoundedMemoryRocksDBConfig implements RocksDBConfigSetter {
    /** The setting under which Kafka Streams hands the memory through. */
    static final String MEMORY = "intarsia.rocks.memory";

    private static final long WRITE_BUFFER_BYTES = 1 << 20;
    private static final long ARENA_BLOCK_BYTES = 64 << 10;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        RocksDBMemory memory = (RocksDBMemory) requireNonNull(configs.get(MEMORY), MEMORY);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setWriteBufferManager(memory.writeBuffers());
        options.setTableFormatConfig(table);
        // A store that was written to holds a block at least; were those more than the write buffers' share, every put
        // would flush. And no store's buffer, full and idle, may leave the others nothing.
        options.setArenaBlockSize(ARENA_BLOCK_BYTES);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        // What was deleted leaves the disk when files are merged, which in quiet ones would not happen by itself.
        options.setPeriodicCompactionSeconds(TimeUnit.DAYS.toSeconds(1));
    }

    /** The memory is not this store's alone. */
    @Override
    public void close(String storeName, Options options) {}
}
