package dev.intarsia.assembler.pool;

import dev.intarsia.schemas.avro.EventSignature;
import java.util.List;

/**
 * A user whose erasure was followed.
 *
 * @param since the user's signatures from after the erasure, which were counted before it was read and count again
 */
public record ErasedUser(String user, List<EventSignature> since) {
    public ErasedUser {
        since = List.copyOf(since);
    }
}
