/**
 * Sums of the signatures of a user's events, the only thing that the assembler stores of a user's behavior. The sum
 * does not depend on the order of events or on how they were split between processes.
 */
@NullMarked
package dev.intarsia.pieces.signature;

import org.jspecify.annotations.NullMarked;
