/**
 * The part of Jinja that chat templates are written in, as Jinja2 runs it for Transformers. Templates are other people's
 * programs: they reach the values they are given and nothing else, and their work is counted and bounded.
 */
@NullMarked
package dev.intarsia.model.chat.jinja;

import org.jspecify.annotations.NullMarked;
