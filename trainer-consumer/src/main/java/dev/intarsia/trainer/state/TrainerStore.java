package dev.intarsia.trainer.state;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.oppu.history.History;
import dev.intarsia.service.streams.RocksDBMemory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteOptions;

/**
 * Users' histories and adapters on disk, in RocksDB, with the newest-used histories in memory. What is written together is
 * stored together or not at all, also where the process is killed; where the machine loses power, the last changes may be
 * missing, and with them the positions of the log. One thread uses it.
 */
public final class TrainerStore implements AutoCloseable {
    static {
        RocksDB.loadLibrary();
    }

    private static final int USER_BYTES = 500;
    private static final long WRITE_BUFFER_BYTES = 8L << 20;

    private final StoreIdentity identity;
    private final HistoryChunks chunks;
    private final RocksDBMemory memory;
    private final RocksFiles files;
    private final RocksDB database;
    private final WriteOptions writing = new WriteOptions();
    private final Compactor compactor;
    private final Cache<Key, StoredUser> users;

    private record Key(int partition, String user) {}

    /**
     * Opens a store, or makes it where there is none or one of another identity.
     *
     * @param directory for it alone
     * @param codec of the histories' events
     * @param rocksBytes of memory for RocksDB
     * @param historyBytes of memory for histories
     * @throws StoreException where the directory cannot be used
     */
    public TrainerStore(Path directory, StoreIdentity identity, EventCodec codec, long rocksBytes, long historyBytes) {
        this.identity = requireNonNull(identity);
        this.chunks = new HistoryChunks(codec);
        this.memory = new RocksDBMemory(rocksBytes);
        this.files = new RocksFiles(memory, WRITE_BUFFER_BYTES);
        this.database = files.open(directory, identity.bytes());
        this.compactor = new Compactor(database);
        this.users = Caffeine.newBuilder()
                .maximumWeight(historyBytes)
                .weigher((Key key, StoredUser user) -> (int) Math.min(
                        Integer.MAX_VALUE, USER_BYTES + user.state().history().size()))
                .executor(Runnable::run)
                .build();
        if (get(StoreKeys.DIRTY) != null) {
            compactor.expect();
            compactor.compact(List.of(Compactor.Range.ALL));
        }
    }

    /** Up to where a partition's log is in the store; nothing where nothing of the partition is. */
    public Optional<StoreCheckpoint> checkpoint(int partition) {
        return Optional.ofNullable(get(StoreKeys.checkpoint(partition))).map(StoreCheckpointCodec::decode);
    }

    /** A user; {@link StoredUser#NONE} for one who is not there. */
    public StoredUser user(int partition, String user) {
        Key key = new Key(partition, user);
        StoredUser known = users.getIfPresent(key);
        if (known == null) {
            known = read(partition, user);
            if (!known.none()) {
                users.put(key, known);
            }
        }
        return known;
    }

    /** What the topics hold of a user, without a look at the history; nothing where the user is not there. */
    public Optional<Published> published(int partition, String user) {
        StoredUser known = users.getIfPresent(new Key(partition, user));
        return known != null
                ? Optional.of(known.published())
                : Optional.ofNullable(get(StoreKeys.user(partition, user)))
                        .map(found -> StoredUserCodec.decode(found).stored().published());
    }

    private StoredUser read(int partition, String user) {
        byte[] found = get(StoreKeys.user(partition, user));
        if (found == null) {
            return StoredUser.NONE;
        }
        StoredUserCodec.Entry entry = StoredUserCodec.decode(found);
        HistoryChunks.Reading reading =
                chunks.new Reading(entry.length() - entry.held(), entry.stored().first());
        byte[] prefix = StoreKeys.history(partition, user);
        scan(prefix, (key, value) -> reading.add(ByteBuffer.wrap(key).getInt(prefix.length), value));
        History history = reading.history(entry.length(), entry.earliest());
        return entry.with(history);
    }

    /**
     * A user's adapter with its optimizer state.
     *
     * @throws IllegalStateException where the user has none
     */
    public AdapterState adapter(int partition, String user) {
        byte[] found = get(StoreKeys.adapter(partition, user));
        if (found == null) {
            throw new IllegalStateException("User '" + user + "' has no adapter here.");
        }
        return AdapterBytes.decode(identity.layout(), found);
    }

    /** Calls back with every user of a partition, without events. */
    public void forEach(int partition, BiConsumer<String, StoredUser> callback) {
        scan(StoreKeys.users(partition), (key, value) -> {
            StoredUserCodec.Entry entry = StoredUserCodec.decode(value);
            callback.accept(entry.user(), entry.stored());
        });
    }

    /** Begins a change, to be written as a whole. */
    public StoreChange change() {
        return new StoreChange(this, true);
    }

    /** The same of users who are not looked at soon, and leave memory. */
    public StoreChange changeOfMany() {
        return new StoreChange(this, false);
    }

    /** Whether what was erased is out of the files too. */
    public boolean compacted() {
        return compactor.done();
    }

    HistoryChunks chunks() {
        return chunks;
    }

    void write(StoreChange change) {
        boolean erases = !change.erased().isEmpty();
        if (erases) {
            compactor.expect();
        }
        try {
            database.write(writing, change.batch());
        } catch (RocksDBException e) {
            throw new StoreException("cannot be written", e);
        }
        change.users().forEach((place, user) -> {
            Key key = new Key(place.partition(), place.user());
            if (user.none()) {
                users.invalidate(key);
            } else {
                users.put(key, user);
            }
        });
        if (erases) {
            compactor.compact(change.erased());
        }
    }

    /** Forgets a partition. */
    public void drop(int partition) {
        try {
            database.delete(StoreKeys.checkpoint(partition));
            database.deleteRange(StoreKeys.partition(partition), StoreKeys.partition(partition + 1));
        } catch (RocksDBException e) {
            throw new StoreException("cannot be written", e);
        }
        users.asMap().keySet().removeIf(key -> key.partition() == partition);
    }

    byte @Nullable [] get(byte[] key) {
        try {
            return database.get(key);
        } catch (RocksDBException e) {
            throw new StoreException("cannot be read", e);
        }
    }

    private void scan(byte[] prefix, BiConsumer<byte[], byte[]> callback) {
        byte[] end = StoreKeys.after(prefix);
        try (Slice bound = new Slice(end);
                ReadOptions options = new ReadOptions().setIterateUpperBound(bound);
                RocksIterator found = database.newIterator(options)) {
            for (found.seek(prefix); found.isValid(); found.next()) {
                callback.accept(found.key(), found.value());
            }
            found.status();
        } catch (RocksDBException e) {
            throw new StoreException("cannot be read", e);
        }
    }

    @Override
    public void close() {
        compactor.close();
        writing.close();
        database.close();
        files.close();
        memory.close();
    }
}
