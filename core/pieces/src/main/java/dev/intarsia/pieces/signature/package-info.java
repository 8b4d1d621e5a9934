/**
 * Sums of the signatures of a user's events, or the signatures of the latest, the only thing that the assembler stores of a
 * user's behavior. What they give does not depend on the order of events, and single events can be taken out again.
 */
@NullMarked
package dev.intarsia.pieces.signature;

import org.jspecify.annotations.NullMarked;
