/**
 * Benchmarks of the whole running stack. Results are compared with what the engine alone achieves.
 */
@NullMarked
package dev.intarsia.stack.bench;

import org.jspecify.annotations.NullMarked;
