package dev.intarsia.model.chat.jinja;

/** Python's {@code None}. */
public enum None {
    NONE
}
