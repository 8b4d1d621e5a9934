/**
 * Reads JSON requests field by field. A missing, mistyped, out-of-range or unknown field is refused by name.
 */
@NullMarked
package dev.intarsia.gateway.request;

import org.jspecify.annotations.NullMarked;
