/**
 * A user's adapter to take away: as a folder that PEFT reads, with a card that says what it is.
 */
@NullMarked
package dev.intarsia.gateway.export;

import org.jspecify.annotations.NullMarked;
