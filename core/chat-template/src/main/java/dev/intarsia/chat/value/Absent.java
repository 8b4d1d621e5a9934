package dev.intarsia.chat.value;

import org.jspecify.annotations.Nullable;

/** What Python has beside values: {@code none}, and the undefined. */
public enum Absent {
    NONE,
    UNDEFINED;

    public static boolean undefined(@Nullable Object value) {
        return value == null || value == UNDEFINED;
    }
}
