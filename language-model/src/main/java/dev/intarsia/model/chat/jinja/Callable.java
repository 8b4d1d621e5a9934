package dev.intarsia.model.chat.jinja;

/** Something a template can call. */
@FunctionalInterface
interface Callable {
    Object call(Arguments arguments);
}
