package dev.intarsia.trainer.state;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.UserState;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the store has of one user, but for the adapter's numbers.
 *
 * @param published what the topics hold of the user
 * @param written the last version on the topics, of whatever base model and layout, whole or not; null for none
 * @param first number of the first event in the store's first chunk of the history
 * @param settled whether events have the numbers that the adapter counts by, which a user's first event on a truncated log
 *     does not tell
 */
public record StoredUser(
        UserState state, Published published, @Nullable AdapterVersion written, long first, boolean settled) {
    /** Of a user nothing is known of. */
    public static final StoredUser NONE =
            new StoredUser(UserState.NEW, new Published(Set.of(), Map.of()), null, 0, true);

    public StoredUser {
        requireNonNull(state);
        requireNonNull(published);
    }

    public StoredUser with(UserState other) {
        AdapterVersion own = other.own();
        return new StoredUser(other, published, own == null ? written : own, first, settled);
    }

    public StoredUser with(Published other) {
        return new StoredUser(state, other, other.adapterModules().isEmpty() ? null : written, first, settled);
    }

    public StoredUser withWritten(@Nullable AdapterVersion other) {
        return new StoredUser(state, published, other, first, settled);
    }

    public StoredUser withSettled(boolean other) {
        return new StoredUser(state, published, written, first, other);
    }

    /**
     * The same events with numbers raised by {@code earlier}.
     *
     * @param since ingest accepted none of them before
     */
    public StoredUser preceded(long earlier, Instant since) {
        History history = state.history().preceded(earlier, since);
        return new StoredUser(state.with(history), published, written, first + earlier, settled);
    }

    /** Whether nothing needs to be stored. */
    public boolean none() {
        return state.equals(UserState.NEW)
                && published.adapterModules().isEmpty()
                && published.pieces().isEmpty();
    }
}
