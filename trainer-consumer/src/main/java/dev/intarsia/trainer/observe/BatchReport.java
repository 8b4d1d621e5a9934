package dev.intarsia.trainer.observe;

import dev.intarsia.oppu.learn.HoldReason;
import java.util.Map;

/**
 * What one committed batch did.
 *
 * @param events new events that were scored and learned from
 * @param duplicates events that had been sent before
 * @param forgotten events that belong to what erased users left behind
 * @param refused records that went to the dead letters
 * @param unscored events whose loss under the base is not finite
 * @param published new adapter versions, held ones left out
 * @param dropped updates that a guard dropped
 * @param held versions with the weights of an earlier one, by what is wrong with those that the update made
 * @param drifts updates that found a drift
 * @param piecesPublished pieces written
 * @param piecesWithdrawn pieces erased
 * @param piecesKept pieces that a new version left as they were, having moved too little
 * @param sharersCut sharers of the pieces written, whose gates were made
 * @param gateMillis what making them took
 * @param losses of the events, before they were trained on
 * @param millis from the batch's reading to its commit
 */
public record BatchReport(
        int events,
        int duplicates,
        int forgotten,
        int refused,
        int unscored,
        int published,
        int dropped,
        Map<HoldReason, Long> held,
        int drifts,
        int piecesPublished,
        int piecesWithdrawn,
        int piecesKept,
        int sharersCut,
        long gateMillis,
        LossSums losses,
        long millis) {
    public BatchReport {
        held = Map.copyOf(held);
    }
}
