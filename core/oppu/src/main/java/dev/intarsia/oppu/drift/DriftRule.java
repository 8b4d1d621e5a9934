package dev.intarsia.oppu.drift;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * When a drift is found, and how much more is learned from then on. At each update the losses of its new events are
 * compared with those of the {@value #MOST} events before them by a one-sided Mann-Whitney U test: ranks alone count, so that
 * neither a task's scale nor one surprising event matters, and losses that fall as the adapter learns are no drift. After a
 * drift the comparison begins anew.
 *
 * @param significance a drift is found where the test's p-value is below this; 0 for never
 * @param events for how many events after a drift updates rehearse nothing and take larger steps
 * @param rate by which the learning rate is multiplied meanwhile, at least 1
 */
public record DriftRule(double significance, int events, double rate) {
    /** Finds nothing. */
    public static final DriftRule NONE = new DriftRule(0, 0, 1);

    /** Losses that are remembered. */
    static final int MOST = 40;

    /** Fewer events before do not tell what is usual. */
    static final int FEWEST_BEFORE = 16;

    /** Fewer new events do not tell that something has changed. */
    static final int FEWEST_NEW = 4;

    public DriftRule {
        if (!(significance >= 0 && significance < 1) || events < 0 || !(rate >= 1 && rate <= 100)) {
            throw new IllegalArgumentException("drift.significance must be from 0 to below 1, drift.events from 0 and"
                    + " drift.rate from 1 to 100, not " + significance + ", " + events + " and " + rate + ".");
        }
    }

    /** Whether any drift is looked for. */
    public boolean looks() {
        return significance > 0;
    }

    /**
     * Whether an update comes soon after a drift.
     *
     * @param seen how many events had been seen before the update
     */
    public boolean drifted(LossTrend trend, long seen) {
        return looks() && trend.driftAt() > 0 && seen - trend.driftAt() < events;
    }

    /**
     * What is remembered after an update, and the drift that it has found.
     *
     * @param drift nothing where none was found
     */
    public record Verdict(LossTrend trend, Optional<FoundDrift> drift) {}

    /**
     * Judges an update by the losses of its new events.
     *
     * @param fresh under the adapter that stood before the update, in mean nats per response token
     * @param seen how many events will have been seen after it
     */
    public Verdict judge(LossTrend before, float[] fresh, long seen) {
        if (!looks()) {
            return new Verdict(LossTrend.NONE.with(before.compared()), Optional.empty());
        }
        List<Float> losses = LossTrend.finite(fresh);
        Optional<FoundDrift> drift = compare(before.toArray(), LossTrend.array(losses));
        LossTrend from = drift.isPresent() ? new LossTrend(List.of(), seen, before.compared()) : before;
        return new Verdict(from.and(losses, MOST), drift);
    }

    private Optional<FoundDrift> compare(double[] before, double[] fresh) {
        if (before.length < FEWEST_BEFORE || fresh.length < FEWEST_NEW) {
            return Optional.empty();
        }
        double p = MannWhitneyUTest.withDefaults()
                .with(AlternativeHypothesis.GREATER_THAN)
                .test(fresh, before)
                .getPValue();
        return p < significance
                ? Optional.of(new FoundDrift(LossTrend.mean(before), LossTrend.mean(fresh), p))
                : Optional.empty();
    }
}
