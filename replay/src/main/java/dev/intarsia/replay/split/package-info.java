/**
 * Splits the users into targets and population, and each user's events into history and held-out part. Every choice is
 * a function of the data alone, so that two runs split alike.
 */
@NullMarked
package dev.intarsia.replay.split;

import org.jspecify.annotations.NullMarked;
