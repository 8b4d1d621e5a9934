/**
 * Remembers for a while which question each answer was given to, so that what the user then did can become an event.
 */
@NullMarked
package dev.intarsia.gateway.answer;

import org.jspecify.annotations.NullMarked;
