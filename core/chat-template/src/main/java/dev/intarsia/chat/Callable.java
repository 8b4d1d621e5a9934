package dev.intarsia.chat;

/** What a template can call. */
interface Callable {
    Object call(Arguments with);
}
