package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import java.util.Optional;

/** Keeps each user's latest assignment. */
record AssignmentHandler(GatewayStores stores, ServingListener arrivals) implements RecordHandler<String, Assignment> {
    @Override
    public Optional<RecordRefusal> value(String user, Assignment assignment) {
        if (!stores.erasedSince(user, assignment.getLastIngestedAt())) {
            stores.assignments().put(user, assignment);
            arrivals.assigned(user, assignment.getLastIngestedAt());
        }
        return Optional.empty();
    }

    @Override
    public void tombstone(String user, long time) {
        stores.assignments().delete(user);
        arrivals.dropped(user);
    }
}
