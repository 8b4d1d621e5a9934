package dev.intarsia.trainer.share;

import dev.intarsia.pieces.pool.GateKind;

/**
 * What tells one publication of a piece from another.
 *
 * @param version of the adapter it was cut from
 * @param baseModel fingerprint of the base model
 * @param gate the kind of its gate
 */
public record PieceMark(long version, String baseModel, GateKind gate) {}
