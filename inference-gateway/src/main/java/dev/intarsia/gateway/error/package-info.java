/**
 * Error responses in the format of the OpenAI API. Every message says what was wrong, in which field, and what to do.
 */
@NullMarked
package dev.intarsia.gateway.error;

import org.jspecify.annotations.NullMarked;
