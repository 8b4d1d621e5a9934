package dev.intarsia.pieces.election;

import dev.intarsia.pieces.infer.LossChange;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tells sharers whose adapters would make the answers for others worse by far more than those of other sharers. A whole
 * adapter of somebody else usually does some harm, since it is personal; so a sharer is compared with the others in the
 * pool: by how many spreads the {@link LossChange} is above the median, a spread being 1.4826 times the median absolute
 * deviation. Besides, already a small part of the adapter must be for the worse, as is not so with people who only answer
 * more decidedly than others. Where most sharers do harm, this finds none of them.
 *
 * @param spreads above the median from which on a sharer is harmful; 0 for nobody
 */
public record HarmRule(double spreads) {
    /** With fewer sharers nobody knows what is usual. */
    private static final int LEAST_SHARERS = 8;

    /** With fewer users a mean says little of the population. */
    private static final int LEAST_USERS = 24;

    /** Standard errors that both figures are from 0, so that they are no accident of the sample. */
    private static final double LEAST_ERRORS = 3;

    /** In nats an event; pools whose adapters are nearly alike have hardly any spread. */
    private static final double LEAST_SPREAD = 0.002;

    private static final double NORMAL = 1.4826;

    public HarmRule {
        if (!(spreads >= 0)) {
            throw new IllegalArgumentException("roster.harm is " + spreads + "; it must be at least 0.");
        }
    }

    /** Whether anybody can be harmful. */
    public boolean on() {
        return spreads > 0;
    }

    /** Those of all sharers of a pool who are harmful. */
    public SortedMap<String, LossChange> harmful(Map<String, LossChange> changes) {
        SortedMap<String, LossChange> harmful = new TreeMap<>();
        if (!on() || changes.size() < LEAST_SHARERS) {
            return harmful;
        }
        double[] means = changes.values().stream().mapToDouble(LossChange::mean).toArray();
        double median = median(means);
        double spread = Math.max(
                LEAST_SPREAD,
                NORMAL
                        * median(Arrays.stream(means)
                                .map(mean -> Math.abs(mean - median))
                                .toArray()));
        changes.forEach((sharer, change) -> {
            if (change.users() >= LEAST_USERS
                    && change.alignment() < -LEAST_ERRORS * change.alignmentError()
                    && change.mean() > LEAST_ERRORS * change.error()
                    && change.mean() - median > spreads * spread) {
                harmful.put(sharer, change);
            }
        });
        return harmful;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
