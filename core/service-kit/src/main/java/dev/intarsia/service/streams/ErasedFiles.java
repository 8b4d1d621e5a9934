package dev.intarsia.service.streams;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what was deleted out of the files of one task's stores, within seconds: a deletion alone leaves it there until files
 * are merged, which {@link BoundedMemoryRocksDBConfig} has done within a day. Only files in which the keys may lie are
 * written anew.
 *
 * <p>It works on the thread that reads and writes the stores, so no store is closed meanwhile, and takes no more than a part
 * of its time. Kafka Streams gives nobody the database of a store; it is looked up behind the store's wrappers, and where
 * there is none to be found, it stays with the day. Not thread-safe.
 */
public final class ErasedFiles {
    /** How often {@link #tick} is to be called. */
    public static final Duration TICK = Duration.ofSeconds(1);

    /** Of the thread's time no more than one part in so many. */
    private static final int PART = 5;

    private static final Logger log = LoggerFactory.getLogger(ErasedFiles.class);

    private final Duration settled;
    private final Map<Place, Range> waiting = new LinkedHashMap<>();
    private long notBefore;

    /** @param settled how long after a deletion it is in the database at the latest, where writes are cached */
    public ErasedFiles(Duration settled) {
        this.settled = requireNonNull(settled);
    }

    /** Keys of a store from {@code from} on and below {@code to}, to be compacted once the time has come. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Range(StateStore store, byte[] from, byte[] to, long due) {}

    /** What is deleted again before its time has come is compacted once. */
    private record Place(StateStore store, ByteBuffer from) {}

    /** Something was deleted, or replaced, under this key. */
    public void erased(StateStore store, byte[] key, long now) {
        add(store, key, Arrays.copyOf(key, key.length + 1), now);
    }

    /** The same under keys that begin so; not all bytes are 255. */
    public void erasedBelow(StateStore store, byte[] prefix, long now) {
        byte[] end = prefix.clone();
        int last = end.length - 1;
        while (end[last] == (byte) 0xff) {
            last--;
        }
        end[last]++;
        add(store, prefix, Arrays.copyOf(end, last + 1), now);
    }

    private void add(StateStore store, byte[] from, byte[] to, long now) {
        Place place = new Place(store, ByteBuffer.wrap(from));
        waiting.remove(place);
        waiting.put(place, new Range(store, from, to, now + settled.toMillis()));
    }

    /** How much is still to be done. */
    public int waiting() {
        return waiting.size();
    }

    /** Does what is due, if it is time. */
    public void tick(long now) {
        long begun = System.nanoTime();
        Iterator<Range> ranges = waiting.values().iterator();
        while (ranges.hasNext() && now >= notBefore && System.nanoTime() - begun < TICK.toNanos() / PART) {
            Range next = ranges.next();
            if (next.due() > now) {
                break;
            }
            ranges.remove();
            compact(next);
        }
        long spent = (System.nanoTime() - begun) / 1_000_000;
        notBefore = Math.max(notBefore, now + PART * spent);
    }

    private static void compact(Range range) {
        Optional<RocksDB> database = database(range.store());
        if (database.isEmpty() || !range.store().isOpen()) {
            return;
        }
        try (FlushOptions flush = new FlushOptions();
                CompactRangeOptions options = new CompactRangeOptions()) {
            database.get().flush(flush);
            options.setBottommostLevelCompaction(BottommostLevelCompaction.kForce);
            database.get().compactRange(null, range.from(), range.to(), options);
        } catch (RocksDBException e) {
            log.warn(
                    "What was erased stays in files of {} for up to a day",
                    range.store().name(),
                    e);
        }
    }

    private static Optional<RocksDB> database(StateStore store) {
        StateStore inner = store;
        while (inner instanceof WrappedStateStore<?, ?, ?> wrapped) {
            inner = wrapped.wrapped();
        }
        if (!(inner instanceof RocksDBStore)) {
            return Optional.empty();
        }
        try {
            Field field = RocksDBStore.class.getDeclaredField("db");
            field.setAccessible(true);
            return Optional.ofNullable((RocksDB) field.get(inner));
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.warn(
                    "What was erased stays in files of {} for up to a day: its database is not to be found",
                    store.name(),
                    e);
            return Optional.empty();
        }
    }
}
