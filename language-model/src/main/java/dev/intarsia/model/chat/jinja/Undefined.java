package dev.intarsia.model.chat.jinja;

/**
 * What a name stands for that nothing was given for: it prints as nothing, is false and empty, and breaks what computes
 * with it.
 *
 * @param what how the template named it
 */
record Undefined(String what) {}
