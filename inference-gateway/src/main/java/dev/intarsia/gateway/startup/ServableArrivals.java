package dev.intarsia.gateway.startup;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.freshness.Freshness;
import dev.intarsia.gateway.serving.AdapterCache;
import dev.intarsia.gateway.serving.AdapterKind;
import dev.intarsia.gateway.topology.Arrivals;
import java.time.Instant;

/** Measures what arrives once the gateway has caught up, and forgets what is dropped. */
public final class ServableArrivals implements Arrivals {

    private final Freshness freshness;
    private final AdapterCache cache;
    private volatile boolean caughtUp;

    public ServableArrivals(Freshness freshness, AdapterCache cache) {
        this.freshness = requireNonNull(freshness);
        this.cache = requireNonNull(cache);
    }

    /** From here on what arrives is new; until now it was merely missed. */
    public void caughtUp() {
        caughtUp = true;
    }

    @Override
    public void assigned(String user, Instant lastIngestedAt) {
        arrived(AdapterKind.ASSEMBLED, lastIngestedAt);
    }

    @Override
    public void adapted(String user, Instant lastIngestedAt) {
        arrived(AdapterKind.OWN, lastIngestedAt);
    }

    @Override
    public void dropped(String user) {
        cache.drop(user);
    }

    private void arrived(AdapterKind kind, Instant lastIngestedAt) {
        if (caughtUp) {
            freshness.arrived(kind, lastIngestedAt);
        }
    }
}
