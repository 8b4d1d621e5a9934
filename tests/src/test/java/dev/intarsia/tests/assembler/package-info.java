/**
 * Tests of the assembler with a real broker and registry: its output for a stream, and its recovery from a lost disk
 * or a killed process. Computations and single rules are tested in the assembler's own module.
 */
package dev.intarsia.tests.assembler;
