package dev.intarsia.oppu.learn;

import dev.intarsia.oppu.drift.LossTrend;
import dev.intarsia.oppu.history.History;
import org.jspecify.annotations.Nullable;

/**
 * A user's training state.
 *
 * @param own the adapter in force, or null
 * @param newestVersion the highest version the user has had; above that of {@code own} where another base model's or
 *     nobody's adapter is in force
 * @param base losses of the newest events of {@code history}
 */
public record UserState(History history, @Nullable AdapterVersion own, long newestVersion, AwaitedLosses base) {
    /** Of a user nothing is known of. */
    public static final UserState NEW = new UserState(History.EMPTY, null, 0);

    public UserState {
        if (own != null && own.version() > newestVersion) {
            throw new IllegalArgumentException(
                    "Version " + own.version() + " stands, so the newest cannot be " + newestVersion + ".");
        }
    }

    /** A state of whose events' losses nothing is known. */
    public UserState(History history, @Nullable AdapterVersion own, long newestVersion) {
        this(history, own, newestVersion, AwaitedLosses.NONE);
    }

    /** How many events the adapter in force has seen. */
    public long seen() {
        return own == null ? 0 : own.seen();
    }

    /** Version of the adapter in force; 0 for none. */
    public long version() {
        return own == null ? 0 : own.version();
    }

    /** Of the losses of what the adapter in force has seen. */
    LossTrend trend() {
        return own == null ? LossTrend.NONE : own.trend();
    }

    /** Whether the adapter in force is a residual. */
    public boolean hasResidual() {
        return own != null && own.isResidual();
    }

    public UserState with(History other) {
        return new UserState(other, own, newestVersion, base.after(other.length() - history.length()));
    }

    /** The same with other losses of the newest events. */
    public UserState with(AwaitedLosses other) {
        return new UserState(history, own, newestVersion, other);
    }

    public UserState with(AdapterVersion other) {
        return new UserState(history, other, Math.max(newestVersion, other.version()), base);
    }

    public UserState withoutOwn() {
        return new UserState(history, null, newestVersion, base);
    }
}
