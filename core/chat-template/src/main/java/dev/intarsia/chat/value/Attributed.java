package dev.intarsia.chat.value;

/** A value that is made by the template's own means and has parts by name. */
public interface Attributed {
    /** What stands after a dot. */
    Object attribute(String name);

    /** What it is called in a refusal. */
    String kind();
}
