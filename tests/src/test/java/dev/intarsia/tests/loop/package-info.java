/**
 * Tests of the whole loop as its users run it: the commands on real histories. They include processes that are killed
 * in the middle.
 */
@NullMarked
package dev.intarsia.tests.loop;

import org.jspecify.annotations.NullMarked;
