/**
 * What callers hear when a request cannot be answered, in the OpenAI API's own shape. Every message says what was wrong, in which
 * field, and what to do.
 */
@NullMarked
package dev.intarsia.gateway.error;

import org.jspecify.annotations.NullMarked;
