/** Finds the users whom a changed pool can affect, and looks at them again, those with most to gain first. */
@NullMarked
package dev.intarsia.assembler.reassemble;

import org.jspecify.annotations.NullMarked;
