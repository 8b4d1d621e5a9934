/**
 * The schema registry: asking it so that an outage is told apart from an answer, and declaring our schemas.
 * Nothing here is specific to one server; Confluent's and any other that speaks its interface will do.
 */
@NullMarked
package dev.intarsia.schemas.registry;

import org.jspecify.annotations.NullMarked;
