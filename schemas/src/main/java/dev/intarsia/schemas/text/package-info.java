/**
 * Rules for texts from outside, in particular user names. Every service validates its input here, so that a name means
 * the same user everywhere.
 */
@NullMarked
package dev.intarsia.schemas.text;

import org.jspecify.annotations.NullMarked;
