package dev.intarsia.trainer.observe;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.intarsia.oppu.learn.AdapterHold;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.ScoredEvent;
import dev.intarsia.oppu.learn.UpdateOutcome;
import dev.intarsia.trainer.work.TopicChanges;
import dev.intarsia.trainer.work.TransactionOutput;
import java.util.List;
import java.util.stream.Stream;

/** Makes the report of a batch. */
public final class BatchReports {
    private BatchReports() {}

    /** @param millis from the batch's reading to its commit */
    public static BatchReport of(TransactionOutput output, long millis) {
        List<UpdateOutcome> updates = output.batchResult().updates();
        return new BatchReport(
                output.batchResult().scored().size(),
                output.batchResult().duplicates(),
                output.forgotten(),
                output.refused().size(),
                output.batchResult().unscored(),
                (int) versions(updates)
                        .filter(version -> version.hold() == null)
                        .count(),
                count(updates, UpdateOutcome.Worse.class) + count(updates, UpdateOutcome.Harmful.class),
                versions(updates)
                        .flatMap(version -> Stream.ofNullable(version.hold()))
                        .collect(groupingBy(AdapterHold::reason, counting())),
                (int) published(updates)
                        .filter(update -> update.drift() != null)
                        .count(),
                output.changes().stream()
                        .mapToInt(changes -> changes.pieces().cut().size())
                        .sum(),
                output.changes().stream()
                        .mapToInt(changes -> changes.pieces().withdrawn().size())
                        .sum(),
                output.changes().stream()
                        .filter(TopicChanges::newVersion)
                        .mapToInt(changes -> changes.pieces().kept())
                        .sum(),
                output.gates().bySharer().size(),
                output.gates().time().toMillis(),
                output.batchResult().scored().stream().map(BatchReports::losses).reduce(LossSums.NONE, LossSums::plus),
                millis);
    }

    private static LossSums losses(ScoredEvent scored) {
        double base = scored.signature().loss();
        Double own = scored.ownLoss();
        return own == null || !Double.isFinite(own)
                ? new LossSums(1, base, 0, 0, 0)
                : new LossSums(1, base, 1, base, own);
    }

    private static Stream<UpdateOutcome.Published> published(List<UpdateOutcome> updates) {
        return updates.stream()
                .filter(UpdateOutcome.Published.class::isInstance)
                .map(UpdateOutcome.Published.class::cast);
    }

    private static Stream<AdapterVersion> versions(List<UpdateOutcome> updates) {
        return published(updates).map(UpdateOutcome.Published::standing);
    }

    private static int count(List<UpdateOutcome> updates, Class<? extends UpdateOutcome> kind) {
        return (int) updates.stream().filter(kind::isInstance).count();
    }
}
