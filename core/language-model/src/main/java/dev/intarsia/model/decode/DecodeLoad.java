package dev.intarsia.model.decode;

/**
 * How busy a decode loop is.
 *
 * @param running texts in the batch
 * @param waiting requests without a slot
 * @param generatedTokens sampled since the start
 * @param passes of the running batch through the model since the start
 */
public record DecodeLoad(int running, int waiting, long generatedTokens, long passes) {}
