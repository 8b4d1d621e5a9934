package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.topic.EventKey;
import java.time.Instant;

/** The rules of {@code events}; whether the task exists and the fields fit it is known to those who have the tasks. */
final class BehaviorEventRules implements RecordRules<EventKey, BehaviorEvent> {
    private static final int MOST_FIELDS = 256;

    @Override
    public void check(EventKey key, BehaviorEvent event, Instant written) {
        Checks.sameAsKey("user", key.user(), event.getUser());
        Checks.id("eventId", event.getEventId());
        if (!key.isEarlier()) {
            Checks.sameAsKey("eventId", key.eventId(), event.getEventId());
        }
        PlausibleTime.ofUser("time", event.getTime(), written);
        PlausibleTime.ofService("ingestedAt", event.getIngestedAt(), written);
        Checks.id("task", event.getTask());
        int fields = event.getInput().size();
        Checks.require(fields <= MOST_FIELDS, "input", () -> "has " + fields + " fields; send at most " + MOST_FIELDS);
        event.getInput().forEach((name, value) -> {
            Checks.id("input", name);
            Checks.text("input." + name, value, ContractLimits.LONGEST_FIELD);
        });
        Checks.text("output", event.getOutput(), ContractLimits.LONGEST_FIELD);
    }

    @Override
    public void checkTombstone(EventKey key, Instant written) {
        if (key.isEarlier()) {
            throw new InvalidRecordException(
                    RefusalReason.NO_VALUE, "An event has no value; to erase a user, write to consents.");
        }
    }
}
