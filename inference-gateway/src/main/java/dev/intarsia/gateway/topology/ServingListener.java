package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.AdapterBase;
import java.time.Instant;

/** Hears what has become servable or has gone, on the stream's threads. */
public interface ServingListener {
    /** An assignment of the user is in the store. */
    void assigned(String user, Instant lastIngestedAt);

    /** A complete version of the user's own adapter, or of the residual on top of this, is in the store. */
    void adapted(String user, AdapterBase base, Instant lastIngestedAt);

    /** Something of the user is no longer there: nothing cached of the user may be served. */
    void dropped(String user);

    /** The events that the store holds of the user are others now. */
    void historyChanged(String user);

    /** A partition's store is open: it may hold other events of its users than when it was last asked. */
    void opened();

    /** A partition leaves this instance: what becomes of its users, erasures too, may be told to another from now on. */
    void moved();
}
