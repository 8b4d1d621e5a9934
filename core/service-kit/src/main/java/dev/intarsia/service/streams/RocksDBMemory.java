package dev.intarsia.service.streams;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** The memory that all RocksDB stores of one instance share; to be closed after them. */
public final class RocksDBMemory implements AutoCloseable {
    static {
        RocksDB.loadLibrary();
    }

    private static final long LEAST_BYTES = 1 << 20;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /**
     * @param bytes for blocks, indexes, filters and write buffers together; half of it for write buffers at most
     * @throws IllegalArgumentException as {@link #requireEnough}
     */
    public RocksDBMemory(long bytes) {
        requireEnough(bytes);
        cache = new LRUCache(bytes, -1, false, 0.1);
        writeBuffers = new WriteBufferManager(bytes / 2, cache);
    }

    /** @throws IllegalArgumentException where no store can work with so little; its message names the setting */
    public static void requireEnough(long bytes) {
        if (bytes < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "state.rocksdb-memory is " + bytes + "; it must be at least " + LEAST_BYTES + ".");
        }
    }

    public Cache cache() {
        return cache;
    }

    public WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
