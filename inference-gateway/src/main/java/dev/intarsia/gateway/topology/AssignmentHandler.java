package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.Assignment;

/** Keeps each user's latest assignment. */
record AssignmentHandler(GatewayStores stores, ServingListener arrivals) implements RecordHandler<String, Assignment> {
    @Override
    public void value(String user, Assignment assignment) {
        if (stores.erasedSince(user, assignment.getLastIngestedAt())) {
            return;
        }
        stores.assignments().put(user, assignment);
        arrivals.assigned(user, assignment.getLastIngestedAt());
    }

    @Override
    public void tombstone(String user, long time) {
        stores.assignments().delete(user);
        arrivals.dropped(user);
    }
}
