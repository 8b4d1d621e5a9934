/**
 * Reads JSON requests field by field. What is missing, of another type, out of range or unknown is refused by its name.
 */
@NullMarked
package dev.intarsia.gateway.request;

import org.jspecify.annotations.NullMarked;
