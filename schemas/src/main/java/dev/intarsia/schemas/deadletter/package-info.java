/**
 * Dead letters: records that cannot be read or used, byte for byte, with their origin and the reason. Only a fault of
 * the record itself leads here, never an outage of another system.
 */
@NullMarked
package dev.intarsia.schemas.deadletter;

import org.jspecify.annotations.NullMarked;
