package dev.intarsia.trainer.state;

import dev.intarsia.trainer.share.PieceMark;
import java.util.Map;
import java.util.Set;

/**
 * A user's records on the topics.
 *
 * @param adapterModules modules that have a record on {@code adapters}
 * @param pieces modules that have one on {@code pieces} or {@code gates}
 */
public record Published(Set<String> adapterModules, Map<String, PieceMark> pieces) {
    public Published {
        adapterModules = Set.copyOf(adapterModules);
        pieces = Map.copyOf(pieces);
    }

    /** Whether there is nothing. */
    public boolean none() {
        return adapterModules.isEmpty() && pieces.isEmpty();
    }
}
