/**
 * The assembler against a real broker and registry: what it makes of a stream, and what is left of it after a lost disk
 * or a killed process. The arithmetic and each rule are tested in its own module.
 */
package dev.intarsia.tests.assembler;
