package dev.intarsia.events.parse;

import dev.intarsia.schemas.validation.ContractLimits;
import dev.intarsia.schemas.validation.PlausibleTime;
import java.time.Duration;

/**
 * How large and how early an event may be. A task sets its own limits on inputs; outputs are limited by
 * {@link dev.intarsia.tasks.Answer}.
 *
 * @param maxId longest event id, in characters, and longest user id where {@link
 *     dev.intarsia.schemas.text.UserName#LONGEST} is not less
 * @param maxField longest input field and output, in characters
 * @param maxSkew how far ahead of this service's clock an event's time may lie
 */
public record EventLimits(int maxId, int maxField, Duration maxSkew) {
    public EventLimits {
        if (maxId < 1 || maxField < 1) {
            throw new IllegalArgumentException("The longest id is " + maxId + " and the longest field " + maxField
                    + "; give at least 1 for each.");
        }
        if (maxId > ContractLimits.LONGEST_ID || maxField > ContractLimits.LONGEST_FIELD) {
            throw new IllegalArgumentException("The longest id is " + maxId + " and the longest field " + maxField
                    + ", which no reader of events takes; give at most " + ContractLimits.LONGEST_ID + " and "
                    + ContractLimits.LONGEST_FIELD + ".");
        }
        if (maxSkew.isNegative() || maxSkew.compareTo(PlausibleTime.AHEAD) > 0) {
            throw new IllegalArgumentException(
                    "The largest skew is " + maxSkew + "; give zero to " + PlausibleTime.AHEAD + ".");
        }
    }

    /** Ids of 128 characters, fields of 4096, five minutes ahead. */
    public static EventLimits standard() {
        return new EventLimits(128, 4096, Duration.ofMinutes(5));
    }
}
