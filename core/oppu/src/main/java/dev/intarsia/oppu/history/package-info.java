/**
 * The event history of each user, ready to be trained on again. It is immutable and compact, and it does not depend on
 * how the event sequence was split into batches.
 */
@NullMarked
package dev.intarsia.oppu.history;

import org.jspecify.annotations.NullMarked;
