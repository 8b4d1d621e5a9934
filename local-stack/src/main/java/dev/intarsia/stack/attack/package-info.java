/**
 * Attacks on a running gateway over HTTP: requests that no client library would send, and clients that are slow,
 * silent or numerous. After each attack, an ordinary request must be answered in its usual time.
 */
@NullMarked
package dev.intarsia.stack.attack;

import org.jspecify.annotations.NullMarked;
