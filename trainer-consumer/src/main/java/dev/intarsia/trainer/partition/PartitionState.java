package dev.intarsia.trainer.partition;

import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.trainer.share.PieceMark;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The state of a partition's users, and what the topics hold of them. Not thread-safe. */
final class PartitionState {
    final int partition;
    final Map<String, UserState> users = new HashMap<>();
    /** Per user the modules that have a record on {@code adapters}. */
    final Map<String, Set<String>> adapterModules = new HashMap<>();
    /** Per sharer and module what stands on {@code pieces} and {@code gates}. */
    final Map<String, Map<String, PieceMark>> pieces = new HashMap<>();
    /** Users whose records were found although they are to be forgotten. */
    final Set<String> pendingErasure = new HashSet<>();

    PartitionState(int partition) {
        this.partition = partition;
    }

    /** Everybody of whom anything stands on {@code adapters}, {@code pieces} or {@code gates}. */
    Set<String> published() {
        Set<String> all = new HashSet<>(adapterModules.keySet());
        all.addAll(pieces.keySet());
        return all;
    }
}
