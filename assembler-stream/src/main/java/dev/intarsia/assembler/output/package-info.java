/**
 * The results that a record can have: an assignment, an erasure, a candidate for the election, a consent moved to its
 * partition or a dead letter. The topology sends each type to its own topic.
 */
@NullMarked
package dev.intarsia.assembler.output;

import org.jspecify.annotations.NullMarked;
