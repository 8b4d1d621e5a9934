/**
 * How sure one may be that one method is better than another, given which users happened to be measured. Users are drawn,
 * not events, since one user's events resemble each other.
 */
@NullMarked
package dev.intarsia.evaluation.bootstrap;

import org.jspecify.annotations.NullMarked;
