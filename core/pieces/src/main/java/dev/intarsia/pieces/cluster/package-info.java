/**
 * Finds groups of users who behave alike, so that sharers stand for all of them. Distances are taken between behaviour
 * embeddings, which come from the same signatures as assignments do.
 */
@NullMarked
package dev.intarsia.pieces.cluster;

import org.jspecify.annotations.NullMarked;
