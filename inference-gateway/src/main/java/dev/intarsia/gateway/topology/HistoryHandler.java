package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.topic.EventKey;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the latest events of each user, by the time the user did them.
 *
 * @param kept how many
 */
record HistoryHandler(GatewayStores stores, int kept) implements RecordHandler<EventKey, BehaviorEvent> {
    @Override
    public Optional<RecordRefusal> value(EventKey key, BehaviorEvent event) {
        String user = key.user();
        if (stores.erased(event)) {
            return Optional.empty();
        }
        stores.history().put(new UserEntryKey(user, event.getTime().toEpochMilli(), event.getEventId()), event);
        List<UserEntryKey> entries = GatewayStores.keys(stores.history(), user);
        entries.subList(0, Math.max(0, entries.size() - kept)).forEach(stores.history()::delete);
        return Optional.empty();
    }

    /** Takes a record out of the log that was erased; it left the history when that was read on consents. */
    @Override
    public void tombstone(EventKey key, long time) {}
}
