/**
 * Who is measured and on what: target users against the population, and each user's history against what is held out.
 * Every choice is a function of the data alone, so that two runs split alike.
 */
@NullMarked
package dev.intarsia.replay.split;

import org.jspecify.annotations.NullMarked;
