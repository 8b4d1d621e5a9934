/**
 * Adds up what a user's events say of the user. A sum is all the assembler keeps of a person: any order of events, and
 * any split between processes, gives the same one.
 */
@NullMarked
package dev.intarsia.pieces.signature;

import org.jspecify.annotations.NullMarked;
