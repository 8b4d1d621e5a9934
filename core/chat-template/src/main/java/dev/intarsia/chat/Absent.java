package dev.intarsia.chat;

import org.jspecify.annotations.Nullable;

/** The absent values of Python: {@code none} and undefined. */
enum Absent {
    NONE,
    UNDEFINED;

    static boolean undefined(@Nullable Object value) {
        return value == null || value == UNDEFINED;
    }
}
