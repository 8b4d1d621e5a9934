/**
 * What comes of a record: an assignment, an erasure, a candidate for the election, or a dead letter. The topology sends
 * each kind to its own topic.
 */
@NullMarked
package dev.intarsia.assembler.output;

import org.jspecify.annotations.NullMarked;
