package dev.intarsia.chat.syntax;

/** A part of a template that has a value. */
interface Expression {
    /** Its value, with the variables of a scope; never null. */
    Object value(Scope scope);
}
