package dev.intarsia.trainer.state;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what was deleted out of the files, on a thread of its own: a deletion alone leaves it there until files are merged.
 * Until that is done the store is marked, so that a start goes on with it.
 */
final class Compactor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Compactor.class);
    private static final long PATIENCE_SECONDS = 30;

    private final RocksDB database;
    private final AtomicInteger expected = new AtomicInteger();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "trainer-state-compaction"));

    Compactor(RocksDB database) {
        this.database = database;
    }

    /** Keys from {@code from} on and below {@code to}; null for all. */
    record Range(byte @Nullable [] from, byte @Nullable [] to) {
        static final Range ALL = new Range(null, null);
    }

    /** Keeps the store's mark, which is about to be written, until {@link #compact} was called and is done. */
    void expect() {
        expected.incrementAndGet();
    }

    /** Compacts soon what was expected. */
    void compact(List<Range> ranges) {
        thread.execute(() -> {
            try {
                work(ranges);
            } catch (RocksDBException | RuntimeException e) {
                log.warn("What was erased is still in files of the state directory; the next start removes it", e);
            }
        });
    }

    private void work(List<Range> ranges) throws RocksDBException {
        try (FlushOptions flush = new FlushOptions();
                CompactRangeOptions options = new CompactRangeOptions()) {
            // The write-ahead log goes with the flush.
            database.flush(flush);
            options.setBottommostLevelCompaction(BottommostLevelCompaction.kForce);
            for (Range range : ranges) {
                database.compactRange(null, range.from(), range.to(), options);
            }
        }
        if (expected.decrementAndGet() == 0) {
            database.delete(StoreKeys.DIRTY);
        }
    }

    /** Whether everything that was erased is out of the files. */
    boolean done() {
        return expected.get() == 0;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("What was erased is still in files of the state directory; the next start removes it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
