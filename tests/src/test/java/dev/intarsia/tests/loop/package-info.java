/** The whole loop as its users meet it: the commands, real histories, and a process that is killed in the middle. */
@NullMarked
package dev.intarsia.tests.loop;

import org.jspecify.annotations.NullMarked;
