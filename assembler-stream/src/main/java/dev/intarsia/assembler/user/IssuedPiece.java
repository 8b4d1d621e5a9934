package dev.intarsia.assembler.user;

import dev.intarsia.pieces.assemble.ChosenPiece;
import java.time.Instant;

/**
 * A piece of a user's last assignment.
 *
 * @param version of the piece when it was chosen
 * @param weight its coefficient
 * @param since when the sharer's piece joined the user's assignments
 */
public record IssuedPiece(String sharer, long version, float weight, Instant since) implements ChosenPiece {}
