/**
 * Tests of the project's own text: names of tests, layout of types, and the words of its vocabulary. They read the source
 * files and name the file and line of every fault, with what to write instead.
 */
@NullMarked
package dev.intarsia.tests.style;

import org.jspecify.annotations.NullMarked;
