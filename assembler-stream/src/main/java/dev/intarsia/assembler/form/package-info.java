/**
 * Serializers of the values in the assembler's state stores. Each format carries a version, so that a store written by
 * another version is refused rather than misread.
 */
@NullMarked
package dev.intarsia.assembler.form;

import org.jspecify.annotations.NullMarked;
