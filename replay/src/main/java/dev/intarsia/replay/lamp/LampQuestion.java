package dev.intarsia.replay.lamp;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question of a file.
 *
 * @param user null where the data does not say who it was put to
 * @param date null where the data has none, as is the rule
 * @param input the whole published text, instruction and all
 * @param profile in the file's order, which is not that of time
 */
public record LampQuestion(
        LampId id, @Nullable String user, @Nullable Instant date, String input, List<LampItem> profile) {
    public LampQuestion {
        profile = List.copyOf(profile);
    }
}
