package dev.intarsia.trainer.state;

import dev.intarsia.model.adapter.AdapterState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What is to be written into a store as a whole. */
public final class StoreChange implements AutoCloseable {
    private static final byte[] MARK = {1};
    private static final byte[] NO_BYTES = {};

    private final TrainerStore store;
    private final WriteBatch batch = new WriteBatch();
    private final Map<Place, StoredUser> users = new LinkedHashMap<>();
    private final boolean keeps;
    private final List<Compactor.Range> erased = new ArrayList<>();

    /** @param keeps whether its users stay in memory once it is written */
    StoreChange(TrainerStore store, boolean keeps) {
        this.store = store;
        this.keeps = keeps;
    }

    record Place(int partition, String user) {}

    /**
     * Puts a user in place of what was there; once per user. What the history loses otherwise than by its window is taken
     * out of the files too.
     */
    public StoreChange put(int partition, String user, StoredUser now) {
        StoredUser before = store.user(partition, user);
        try {
            StoredUser stored = history(partition, user, before, now);
            users.put(new Place(partition, user), keeps ? stored : StoredUser.NONE);
            byte[] key = StoreKeys.user(partition, user);
            if (stored.none()) {
                batch.delete(key);
            } else {
                batch.put(key, StoredUserCodec.encode(user, stored));
            }
        } catch (RocksDBException e) {
            throw new StoreException("cannot be written", e);
        }
        return this;
    }

    private StoredUser history(int partition, String user, StoredUser before, StoredUser now) throws RocksDBException {
        if (now.first() != before.first()) {
            requireSame(before, now);
            return now;
        }
        HistoryChunks.Change change = store.chunks()
                .change(before.state().history(), now.state().history(), before.first(), chunk -> {
                    byte[] found = store.get(StoreKeys.chunk(partition, user, chunk));
                    return found == null ? NO_BYTES : found;
                });
        if (change.anew()) {
            erase(StoreKeys.history(partition, user));
        }
        for (Map.Entry<Integer, byte[]> chunk : change.chunks().entrySet()) {
            batch.put(StoreKeys.chunk(partition, user, chunk.getKey()), chunk.getValue());
        }
        return new StoredUser(now.state(), now.published(), now.written(), change.first(), now.settled());
    }

    private static void requireSame(StoredUser before, StoredUser now) {
        if (now.state().history().length() - now.first()
                != before.state().history().length() - before.first()) {
            throw new IllegalArgumentException("Events are either added or renumbered; make two changes of it.");
        }
    }

    /** Puts a user's adapter in place of an earlier one. */
    public StoreChange adapter(int partition, String user, AdapterState state) {
        try {
            batch.put(StoreKeys.adapter(partition, user), AdapterBytes.encode(state));
        } catch (RocksDBException e) {
            throw new StoreException("cannot be written", e);
        }
        return this;
    }

    /** Leaves none of a user's adapter, also not in the files; a user without one is passed over. */
    public StoreChange noAdapter(int partition, String user) {
        byte[] key = StoreKeys.adapter(partition, user);
        if (store.get(key) != null) {
            try {
                erase(key);
            } catch (RocksDBException e) {
                throw new StoreException("cannot be written", e);
            }
        }
        return this;
    }

    private void erase(byte[] prefix) throws RocksDBException {
        byte[] end = StoreKeys.after(prefix);
        batch.deleteRange(prefix, end);
        batch.put(StoreKeys.DIRTY, MARK);
        erased.add(new Compactor.Range(prefix, end));
    }

    /** Says up to where a partition's log is in the store with this change. */
    public StoreChange checkpoint(int partition, StoreCheckpoint checkpoint) {
        try {
            batch.put(StoreKeys.checkpoint(partition), StoreCheckpointCodec.encode(checkpoint));
        } catch (RocksDBException e) {
            throw new StoreException("cannot be written", e);
        }
        return this;
    }

    /** Writes it. */
    public void write() {
        store.write(this);
    }

    WriteBatch batch() {
        return batch;
    }

    /** Users to be in memory; {@link StoredUser#NONE} for those who are not. */
    Map<Place, StoredUser> users() {
        return users;
    }

    List<Compactor.Range> erased() {
        return erased;
    }

    @Override
    public void close() {
        batch.close();
    }
}
