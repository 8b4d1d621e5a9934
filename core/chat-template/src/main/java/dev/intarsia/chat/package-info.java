/**
 * Renders conversations with a checkpoint's own chat template. Templates are untrusted: they can read messages and
 * texts, and nothing else of this program.
 */
@NullMarked
package dev.intarsia.chat;

import org.jspecify.annotations.NullMarked;
