/**
 * What is replayed: people's recorded behaviour, read from wherever it lies into one form. Whatever cannot be used is left
 * out by a rule and counted.
 */
@NullMarked
package dev.intarsia.replay.source;

import org.jspecify.annotations.NullMarked;
