package dev.intarsia.model.chat;

/** What a template can call. */
interface Callable {
    Object call(Arguments with);
}
