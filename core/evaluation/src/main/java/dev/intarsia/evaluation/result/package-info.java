/** What a replay leads to, before it is judged: every method's answers, and what they cost. */
@NullMarked
package dev.intarsia.evaluation.result;

import org.jspecify.annotations.NullMarked;
