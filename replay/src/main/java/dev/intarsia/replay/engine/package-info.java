/**
 * What methods compute with: the loaded base model of one task, a count of its floating-point operations, and files
 * that survive a killed run. All methods of a replay share it.
 */
@NullMarked
package dev.intarsia.replay.engine;

import org.jspecify.annotations.NullMarked;
