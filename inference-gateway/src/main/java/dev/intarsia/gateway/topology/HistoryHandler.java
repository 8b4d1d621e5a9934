package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.avro.BehaviorEvent;
import java.util.List;

/**
 * Keeps the latest events of each user, by the time the user did them.
 *
 * @param kept how many
 */
record HistoryHandler(GatewayStores stores, int kept) implements RecordHandler<String, BehaviorEvent> {
    @Override
    public void value(String user, BehaviorEvent event) {
        if (stores.erasedSince(user, event.getIngestedAt())) {
            return;
        }
        stores.history().put(new UserEntryKey(user, event.getTime().toEpochMilli(), event.getEventId()), event);
        List<UserEntryKey> entries = GatewayStores.keys(stores.history(), user);
        entries.subList(0, Math.max(0, entries.size() - kept)).forEach(stores.history()::delete);
    }

    /** Events are never taken back one by one; a consent without a value erases them all. */
    @Override
    public void tombstone(String user, long time) {
        throw new UnusableRecordException("An event of " + user + " has no value; erase a user by consent.");
    }
}
