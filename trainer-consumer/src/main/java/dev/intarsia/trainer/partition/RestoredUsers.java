package dev.intarsia.trainer.partition;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.history.HistoryEvent;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.trainer.share.PieceMark;
import dev.intarsia.trainer.state.Published;
import dev.intarsia.trainer.state.StoreChange;
import dev.intarsia.trainer.state.StoredUser;
import dev.intarsia.trainer.state.TrainerStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a partition's users since the store was last written. Users are taken from the store one after the other
 * once it is written, so that only what was read is in memory. Not thread-safe.
 */
final class RestoredUsers {
    /** Of memory that a change takes, besides what it brings. */
    private static final int CHANGE_BYTES = 200;

    private final int partition;
    private final TrainerStore store;
    private final int window;
    private final Map<String, Restoring> users = new LinkedHashMap<>();
    private long waiting;

    RestoredUsers(int partition, TrainerStore store, int window) {
        this.partition = partition;
        this.store = store;
        this.window = window;
    }

    /** What has come of one user. */
    private static final class Restoring {
        private final List<HistoryEvent> events = new ArrayList<>();
        private final List<UnaryOperator<StoredUser>> changes = new ArrayList<>();
        private boolean versioned;
        private @Nullable AdapterState adapter;
    }

    private Restoring of(String user) {
        return users.computeIfAbsent(user, key -> new Restoring());
    }

    void event(String user, HistoryEvent event) {
        of(user).events.add(event);
        waiting += CHANGE_BYTES + event.size();
    }

    /** A record of the newest version of a user, of whatever base model, has come. */
    void written(String user, String module, AdapterVersion version) {
        change(user, null, stored -> {
            Set<String> modules = new HashSet<>(stored.published().adapterModules());
            modules.add(module);
            return stored.with(new UserState(stored.state().history(), null, version.version()))
                    .with(new Published(modules, stored.published().pieces()))
                    .withWritten(version);
        });
    }

    /** The newest version of a user is whole. */
    void own(String user, AdapterVersion version, AdapterState state) {
        change(user, state, stored -> stored.with(stored.state().with(version)));
        waiting += (long) Float.BYTES * state.layout().size() * (state.steps() == 0 ? 1 : 3);
    }

    /** A module's record was erased; modules are always erased together. */
    void erased(String user, String module) {
        change(user, null, stored -> {
            Set<String> modules = new HashSet<>(stored.published().adapterModules());
            modules.remove(module);
            return stored.with(new UserState(stored.state().history(), null, 0))
                    .with(new Published(modules, stored.published().pieces()))
                    .withWritten(null);
        });
    }

    private void change(String user, @Nullable AdapterState adapter, UnaryOperator<StoredUser> change) {
        Restoring restoring = of(user);
        restoring.changes.add(change);
        restoring.versioned = true;
        restoring.adapter = adapter;
        waiting += CHANGE_BYTES;
    }

    void pieces(String sharer, Consumer<Map<String, PieceMark>> effect) {
        of(sharer).changes.add(stored -> {
            Map<String, PieceMark> pieces = new HashMap<>(stored.published().pieces());
            effect.accept(pieces);
            return stored.with(new Published(stored.published().adapterModules(), pieces))
                    .withWritten(stored.written());
        });
        waiting += CHANGE_BYTES;
    }

    /** Bytes of memory that what has come takes, roughly. */
    long waiting() {
        return waiting;
    }

    /**
     * Moves everything into a change of the store.
     *
     * @param settled whether events get the numbers by which adapters count them; those of users without an adapter
     *     have them in any case
     */
    void flush(StoreChange change, boolean settled) {
        users.forEach((user, restoring) -> {
            StoredUser stored = store.user(partition, user);
            for (UnaryOperator<StoredUser> one : restoring.changes) {
                stored = one.apply(stored);
            }
            History history = stored.state().history().with(restoring.events, window);
            StoredUser now = stored.with(stored.state().with(history));
            change.put(partition, user, now.withSettled(settled || now.state().own() == null));
            if (restoring.adapter != null) {
                change.adapter(partition, user, restoring.adapter);
            } else if (restoring.versioned) {
                change.noAdapter(partition, user);
            }
        });
        users.clear();
        waiting = 0;
    }
}
