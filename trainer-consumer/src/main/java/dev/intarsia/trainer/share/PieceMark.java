package dev.intarsia.trainer.share;

/**
 * What tells one publication of a piece from another.
 *
 * @param version of the adapter it was cut from
 * @param baseModel fingerprint of the base model
 */
public record PieceMark(long version, String baseModel) {}
