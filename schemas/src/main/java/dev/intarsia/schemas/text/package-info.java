/**
 * What texts from outside may hold, users' names above all. Every service that takes one in asks here, so that a name
 * means the same user everywhere.
 */
@NullMarked
package dev.intarsia.schemas.text;

import org.jspecify.annotations.NullMarked;
