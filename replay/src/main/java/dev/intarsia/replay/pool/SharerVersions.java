package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.Adapter;

/** Hears of every version of sharers' adapters while they are trained. */
@FunctionalInterface
public interface SharerVersions {
    /**
     * A version is trained.
     *
     * @param version counts the user's versions, from 1
     */
    void trained(String user, long version, Adapter adapter);
}
