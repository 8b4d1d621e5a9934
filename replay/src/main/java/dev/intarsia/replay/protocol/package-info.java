/**
 * The evaluation protocol: population, sharers and target users, and the order of each target's history and questions.
 * A plan is a function of the recording and the settings alone.
 */
@NullMarked
package dev.intarsia.replay.protocol;

import org.jspecify.annotations.NullMarked;
