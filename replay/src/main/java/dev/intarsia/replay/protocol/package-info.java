/**
 * Who is asked what after having done what: population, sharers and target users apart, and each target's own way through
 * history and questions. A plan is a function of the recording and the settings alone.
 */
@NullMarked
package dev.intarsia.replay.protocol;

import org.jspecify.annotations.NullMarked;
