package dev.intarsia.trainer.verify;

/**
 * Something that is wrong.
 *
 * @param where topic, partition and offset, as in {@code events-3@120}
 * @param what is wrong
 * @param remedy what to do about it
 */
public record Finding(Fault fault, String user, String where, String what, String remedy) {}
