package dev.intarsia.gateway.topology;

import dev.intarsia.service.erasure.Erasures;
import dev.intarsia.service.erasure.RemovalReports;
import java.util.Set;

/** Names of the state stores, which are also a part of their changelogs' names on the broker. */
final class StoreNames {
    /** user → Assignment. */
    static final String ASSIGNMENTS = "assignments";
    /** user → AdapterModule without weights: the newest version that is complete. */
    static final String VERSIONS = "adapter-versions";
    /** user → AdapterModule without weights: the version of which some modules are there. */
    static final String ARRIVING = "adapter-arriving";
    /** user, version, module → weights as they travel; complete and arriving versions. */
    static final String WEIGHTS = "adapter-weights";
    /** user, time, event id → BehaviorEvent, as bytes. */
    static final String HISTORY = "history";
    /** sharer/module → digest, of every piece in the pool. */
    static final String PIECES = "pieces";

    static final Set<String> OF_USERS =
            Set.of(ASSIGNMENTS, VERSIONS, ARRIVING, WEIGHTS, HISTORY, Erasures.STORE, RemovalReports.STORE);

    private StoreNames() {}
}
