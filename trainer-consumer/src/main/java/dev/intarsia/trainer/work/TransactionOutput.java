package dev.intarsia.trainer.work;

import dev.intarsia.oppu.learn.BatchResult;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.trainer.state.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch led to: to be written in one transaction and, once that is committed, to be taken over.
 *
 * @param records how many records of {@code events} it covers
 * @param forgotten how many of them belong to what erased users left behind, or take such records out of the log
 * @param refused those for the dead letters
 * @param batchResult what was learned from the others
 * @param overlay the users' next states
 * @param changes what changes on {@code adapters}, {@code pieces} and {@code gates}
 * @param erased users of whom everything up to that moment goes
 * @param followed erasures of single events
 * @param gates of the pieces among them
 */
public record TransactionOutput(
        int records,
        int forgotten,
        List<RefusedEvent> refused,
        BatchResult batchResult,
        StateOverlay overlay,
        List<TopicChanges> changes,
        Map<String, Instant> erased,
        List<FollowedErasure> followed,
        CutGates gates) {
    public TransactionOutput {
        refused = List.copyOf(refused);
        changes = List.copyOf(changes);
        erased = Map.copyOf(erased);
        followed = List.copyOf(followed);
    }

    /** The same with one more record, which goes to the dead letters. */
    public TransactionOutput refusing(RefusedEvent refusal) {
        List<RefusedEvent> more = new ArrayList<>(refused);
        more.add(refusal);
        return new TransactionOutput(
                records + 1, forgotten, more, batchResult, overlay, changes, erased, followed, gates);
    }

    /** How many of its records were worked on: neither refused nor passed over nor sent before. */
    public int accepted() {
        return records - forgotten - refused.size() - batchResult.duplicates();
    }

    /** Whether there is nothing to write, not even an offset. */
    public boolean none() {
        return records == 0
                && followed.isEmpty()
                && batchResult.updates().isEmpty()
                && changes.stream().allMatch(TopicChanges::none)
                && overlay.changed().isEmpty();
    }

    /** Per user what stands on the topics once this is written. */
    public Map<String, Published> published() {
        Map<String, Published> published = new LinkedHashMap<>();
        changes.forEach(one -> published.put(one.user(), one.after()));
        return published;
    }
}
