/**
 * The assembler's state per user and the effect of each record on it. The state is a sum of signatures, or
 * the latest ones, and a few counters; it contains no events.
 */
@NullMarked
package dev.intarsia.assembler.user;

import org.jspecify.annotations.NullMarked;
