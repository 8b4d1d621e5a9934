/**
 * Measures what the user's past in prompts costs: the time to the first token with it and without at equal prompts, and
 * what a gateway's history store takes of many users whose events exceed its bounds.
 */
@NullMarked
package dev.intarsia.stack.bench.knowledge;

import org.jspecify.annotations.NullMarked;
