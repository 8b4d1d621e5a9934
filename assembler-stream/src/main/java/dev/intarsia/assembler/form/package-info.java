/**
 * How the assembler's values are kept as bytes in its state stores. Each form has a version, so that a store another
 * version wrote is refused and not misread.
 */
@NullMarked
package dev.intarsia.assembler.form;

import org.jspecify.annotations.NullMarked;
