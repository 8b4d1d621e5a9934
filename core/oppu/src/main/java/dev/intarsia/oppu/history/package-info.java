/**
 * What the trainer remembers of each user: the user's own sequence of events, ready to be trained on again. It is
 * immutable and compact, and the same sequence gives the same history however it was cut into batches.
 */
@NullMarked
package dev.intarsia.oppu.history;

import org.jspecify.annotations.NullMarked;
