/**
 * Where records end that cannot be read or used: the dead letters, byte for byte, with where they came from and why.
 * Only a fault of the record itself leads here, never an outage around it.
 */
@NullMarked
package dev.intarsia.schemas.deadletter;

import org.jspecify.annotations.NullMarked;
