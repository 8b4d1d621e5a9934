package dev.intarsia.gateway.freshness;

import dev.intarsia.gateway.serving.AdapterKind;
import dev.intarsia.schemas.validation.Age;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * Ages of served adapters' latest events at the time they became servable, by kind of adapter, over the last ten
 * minutes, so that an old outlier does not remain for ever. Safe to use from several threads.
 */
public final class Freshness {
    /** How long an arrival counts. */
    public static final Duration WINDOW = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<AdapterKind, Ages> ages = new EnumMap<>(AdapterKind.class);

    /** All arrivals there ever were, and the ages of the latest. */
    private record Ages(LongAdder arrivals, SlidingHistogram recent) {}

    public Freshness(Clock clock) {
        this.clock = clock;
        for (AdapterKind kind : AdapterKind.values()) {
            ages.put(kind, new Ages(new LongAdder(), new SlidingHistogram(clock, WINDOW, Age.LONGEST.toMillis())));
        }
    }

    /** Something that rests on an event accepted then has become servable now. */
    public void arrived(AdapterKind kind, Instant lastIngestedAt) {
        Ages of = of(kind);
        of.arrivals().increment();
        of.recent().record(Age.of(lastIngestedAt, clock.instant()).toMillis());
    }

    public FreshnessReport report(AdapterKind kind) {
        Ages of = of(kind);
        Histogram recent = of.recent().snapshot();
        return new FreshnessReport(
                of.arrivals().sum(), recent.getValueAtPercentile(50), recent.getValueAtPercentile(99));
    }

    @SuppressWarnings("NullAway") // The constructor has put every kind.
    private Ages of(AdapterKind kind) {
        return ages.get(kind);
    }
}
