/**
 * Vectors and matrices as bytes: little-endian 32-bit floats without a header. Every {@code bytes} field of the Avro
 * contracts that holds numbers is written and read here.
 */
@NullMarked
package dev.intarsia.schemas.floats;

import org.jspecify.annotations.NullMarked;
