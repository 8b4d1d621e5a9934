/** Jinja2's grammar: a template's source to tokens, and tokens to the statements and expressions that run it. */
@NullMarked
package dev.intarsia.chat.syntax;

import org.jspecify.annotations.NullMarked;
