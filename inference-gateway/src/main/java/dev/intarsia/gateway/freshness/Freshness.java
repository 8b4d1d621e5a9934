package dev.intarsia.gateway.freshness;

import dev.intarsia.gateway.serving.AdapterKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Ages at arrival of what adapters know, by kind of adapter. Safe to use from several threads. */
public final class Freshness {

    private static final long LONGEST = Duration.ofDays(7).toMillis();
    private static final int DIGITS = 3;

    private final Clock clock;
    private final Map<AdapterKind, Histogram> ages = new EnumMap<>(AdapterKind.class);

    public Freshness(Clock clock) {
        this.clock = clock;
        for (AdapterKind kind : AdapterKind.values()) {
            ages.put(kind, new ConcurrentHistogram(LONGEST, DIGITS));
        }
    }

    /** Something that rests on an event accepted then has become servable now. */
    public void arrived(AdapterKind kind, Instant lastIngestedAt) {
        long age = Duration.between(lastIngestedAt, clock.instant()).toMillis();
        // Clocks of different machines may disagree by a little.
        histogram(kind).recordValue(Math.max(0, Math.min(age, LONGEST)));
    }

    public FreshnessReport report(AdapterKind kind) {
        Histogram snapshot = histogram(kind).copy();
        return new FreshnessReport(
                snapshot.getTotalCount(), snapshot.getValueAtPercentile(50), snapshot.getValueAtPercentile(99));
    }

    @SuppressWarnings("NullAway") // The constructor has put every kind.
    private Histogram histogram(AdapterKind kind) {
        return ages.get(kind);
    }
}
