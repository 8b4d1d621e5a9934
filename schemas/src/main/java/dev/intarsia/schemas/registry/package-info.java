/**
 * The client side of the schema registry: it separates outages from answers and registers this project's schemas. It
 * works with Confluent's registry and any other server with the same API.
 */
@NullMarked
package dev.intarsia.schemas.registry;

import org.jspecify.annotations.NullMarked;
