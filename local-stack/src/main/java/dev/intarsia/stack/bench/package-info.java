/** Measures the running stack as a whole, beside what its engine alone could do. */
@NullMarked
package dev.intarsia.stack.bench;

import org.jspecify.annotations.NullMarked;
