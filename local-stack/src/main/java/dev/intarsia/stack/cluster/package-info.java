/**
 * What every service of the local stack stands on: one broker and one registry, with the topics and schemas in them.
 * Both are real servers; only their number is small.
 */
@NullMarked
package dev.intarsia.stack.cluster;

import org.jspecify.annotations.NullMarked;
