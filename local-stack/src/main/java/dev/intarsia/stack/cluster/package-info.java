/**
 * The broker and registry of the local stack, with its topics and schemas. Both are real servers; only their number is
 * small.
 */
@NullMarked
package dev.intarsia.stack.cluster;

import org.jspecify.annotations.NullMarked;
