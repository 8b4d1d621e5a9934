/**
 * What methods compute with: the loaded base model of one task, the count of its floating-point operations, and files
 * that outlive a killed run. Everything here is shared by all methods of a replay.
 */
@NullMarked
package dev.intarsia.replay.engine;

import org.jspecify.annotations.NullMarked;
