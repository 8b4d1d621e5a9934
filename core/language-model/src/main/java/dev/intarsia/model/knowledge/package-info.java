/**
 * What enters a prompt of its user's past: similar events, and a profile that sums the past up (OPPU, arXiv 2402.04401).
 * Both follow from the events that are given alone, in their order, so that a running gateway and a replay put the same
 * text before the same question.
 */
@NullMarked
package dev.intarsia.model.knowledge;

import org.jspecify.annotations.NullMarked;
