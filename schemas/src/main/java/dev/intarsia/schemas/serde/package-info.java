/**
 * Serializes the Avro classes through the schema registry. Reading returns {@link
 * dev.intarsia.schemas.serde.ReadResult.Unreadable} for a bad record, and throws only for an outage of the registry.
 */
@NullMarked
package dev.intarsia.schemas.serde;

import org.jspecify.annotations.NullMarked;
