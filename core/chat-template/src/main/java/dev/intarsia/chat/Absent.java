package dev.intarsia.chat;

import org.jspecify.annotations.Nullable;

/** What Python has beside values: {@code none}, and the undefined. */
enum Absent {
    NONE,
    UNDEFINED;

    static boolean undefined(@Nullable Object value) {
        return value == null || value == UNDEFINED;
    }
}
