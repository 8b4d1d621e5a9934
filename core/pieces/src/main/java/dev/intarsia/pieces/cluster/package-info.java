/**
 * Clusters users of similar behavior, so that sharers represent all of them. Distances are measured between behavior
 * embeddings, which derive from the same signatures as assignments.
 */
@NullMarked
package dev.intarsia.pieces.cluster;

import org.jspecify.annotations.NullMarked;
