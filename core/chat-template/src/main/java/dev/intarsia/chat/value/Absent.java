package dev.intarsia.chat.value;

import org.jspecify.annotations.Nullable;

/** The absent values of Python: {@code none} and undefined. */
public enum Absent {
    NONE,
    UNDEFINED;

    public static boolean undefined(@Nullable Object value) {
        return value == null || value == UNDEFINED;
    }
}
