package dev.intarsia.pieces.infer;

/**
 * By how much the loss of other people's events is expected to change where a sharer's whole adapter is added to the base
 * model.
 *
 * @param mean in nats an event, over the users of a sample; above 0 for the worse
 * @param error standard error of that mean, from how much the users differ
 * @param alignment mean cosine between the adapter and the direction that lowers an event's loss; below 0 where also a small
 *     part of the adapter is for the worse. Each event counts alike, however large its gradient
 * @param alignmentError standard error of that mean
 * @param users how many users it is taken from, the sharer left out
 */
public record LossChange(double mean, double error, double alignment, double alignmentError, int users) {}
