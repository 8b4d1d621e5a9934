package dev.intarsia.trainer.beneath;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.trainer.state.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * Users' newest assignments on disk, by partition. It is made anew each time it is opened, since reading the compacted topic
 * again takes seconds. Not thread-safe.
 */
final class AssignmentStore implements AutoCloseable {
    private static final long WRITE_BUFFER_BYTES = 4L << 20;

    private final Options options = new Options().setCreateIfMissing(true).setWriteBufferSize(WRITE_BUFFER_BYTES);
    private final WriteOptions writing = new WriteOptions().setDisableWAL(true);
    private final RocksDB database;
    private final Serde<Assignment> values;
    private final String topic;

    /**
     * Opens an empty store.
     *
     * @param values of the topic that it is filled from
     * @param directory for it alone; what is there is deleted
     * @throws StoreException where the directory cannot be used
     */
    AssignmentStore(Serde<Assignment> values, String topic, Path directory) {
        this.values = requireNonNull(values);
        this.topic = requireNonNull(topic);
        try {
            Files.createDirectories(directory);
            RocksDB.destroyDB(directory.toString(), options);
            database = RocksDB.open(options, directory.toString());
        } catch (RocksDBException e) {
            throw new StoreException("of assignments cannot be opened", e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The state directory " + directory + " cannot be made; see state.directory.", e);
        }
    }

    void put(int partition, String user, Assignment assignment) {
        try {
            database.put(writing, key(partition, user), values.serializer().serialize(topic, assignment));
        } catch (RocksDBException e) {
            throw new StoreException("of assignments cannot be written", e);
        }
    }

    /** Removes a user, also from the files. */
    void remove(int partition, String user) {
        byte[] key = key(partition, user);
        try (FlushOptions flushing = new FlushOptions();
                CompactRangeOptions all =
                        new CompactRangeOptions().setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
            if (database.get(key) != null) {
                database.delete(writing, key);
                database.flush(flushing);
                database.compactRange(database.getDefaultColumnFamily(), key, Arrays.copyOf(key, key.length + 1), all);
            }
        } catch (RocksDBException e) {
            throw new StoreException("of assignments cannot be written", e);
        }
    }

    /** Removes all users of a partition. */
    void removeAll(int partition) {
        try {
            database.deleteRange(writing, key(partition, ""), key(partition + 1, ""));
        } catch (RocksDBException e) {
            throw new StoreException("of assignments cannot be written", e);
        }
    }

    Optional<Assignment> find(int partition, String user) {
        try {
            byte[] value = database.get(key(partition, user));
            return Optional.ofNullable(value).map(bytes -> values.deserializer().deserialize(topic, bytes));
        } catch (RocksDBException e) {
            throw new StoreException("of assignments cannot be read", e);
        }
    }

    private static byte[] key(int partition, String user) {
        byte[] name = user.getBytes(UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + name.length)
                .putInt(partition)
                .put(name)
                .array();
    }

    @Override
    public void close() {
        database.close();
        writing.close();
        options.close();
    }
}
