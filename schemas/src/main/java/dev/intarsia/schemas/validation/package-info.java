/**
 * Rules for the records of each topic that a schema cannot express: the key's user, timestamps, finite numbers and
 * matching array lengths. Every service applies the same rules, because anyone who reaches the broker can write to a
 * topic.
 */
@NullMarked
package dev.intarsia.schemas.validation;

import org.jspecify.annotations.NullMarked;
