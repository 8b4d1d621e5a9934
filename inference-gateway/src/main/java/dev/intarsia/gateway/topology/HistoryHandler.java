package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.topic.EventKey;
import java.util.Optional;

/** Keeps the latest events of each user, by the time the user did them, within bounds. */
record HistoryHandler(GatewayStores stores, HistoryBounds bounds) implements RecordHandler<EventKey, BehaviorEvent> {
    @Override
    public Optional<RecordRefusal> value(EventKey key, BehaviorEvent event) {
        if (!stores.erased(event)) {
            stores.history().add(event, bounds);
        }
        return Optional.empty();
    }

    /** Takes a record out of the log that was erased; it left the history when that was read on consents. */
    @Override
    public void tombstone(EventKey key, long time) {}
}
