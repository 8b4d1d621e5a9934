/**
 * Records between bytes and the Avro classes, through the schema registry.
 * Reading never throws for a bad record, which becomes {@link dev.intarsia.schemas.serde.ReadResult.Unreadable},
 * and never blames a record for an outage of the registry, which is thrown.
 */
@NullMarked
package dev.intarsia.schemas.serde;

import org.jspecify.annotations.NullMarked;
