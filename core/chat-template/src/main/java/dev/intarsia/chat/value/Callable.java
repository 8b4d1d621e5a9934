package dev.intarsia.chat.value;

/** What a template can call. */
public interface Callable {
    Object call(Arguments with);
}
