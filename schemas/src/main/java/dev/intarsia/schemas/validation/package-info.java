/**
 * What a record of each topic must keep beside its schema: whose it is, when it was written, that its numbers are
 * numbers and its arrays agree. Every service that reads a topic applies the same rules, since a topic can be written by
 * anybody who reaches the broker.
 */
@NullMarked
package dev.intarsia.schemas.validation;

import org.jspecify.annotations.NullMarked;
