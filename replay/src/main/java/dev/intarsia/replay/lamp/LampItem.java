package dev.intarsia.replay.lamp;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing in a person's profile.
 *
 * @param id may come again with another date or other texts: then it is another thing
 * @param date null where the data has none
 * @param fields all its other texts, by their published names
 */
public record LampItem(String id, @Nullable Instant date, Map<String, String> fields) {
    public LampItem {
        fields = Map.copyOf(fields);
    }
}
