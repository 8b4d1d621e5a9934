package dev.intarsia.trainer.partition;

import static java.util.Objects.requireNonNull;

import dev.intarsia.trainer.state.StoreCheckpoint;
import java.util.Set;

/**
 * A partition that is complete in the local store.
 *
 * @param checkpoint up to where the log is in it
 * @param pendingErasure users whose records were found although they are to be forgotten
 */
record Restored(StoreCheckpoint checkpoint, Set<String> pendingErasure) {
    Restored {
        requireNonNull(checkpoint);
        pendingErasure = Set.copyOf(pendingErasure);
    }
}
