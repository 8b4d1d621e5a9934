package dev.intarsia.gateway.serving;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was not served. Safe to use from several threads. */
public final class Refusals {
    private final Map<AdapterRefusal, LongAdder> counts = new EnumMap<>(AdapterRefusal.class);

    public Refusals() {
        for (AdapterRefusal refusal : AdapterRefusal.values()) {
            counts.put(refusal, new LongAdder());
        }
    }

    void count(AdapterRefusal refusal) {
        adder(refusal).increment();
    }

    public long of(AdapterRefusal refusal) {
        return adder(refusal).sum();
    }

    @SuppressWarnings("NullAway") // The constructor has put every reason.
    private LongAdder adder(AdapterRefusal refusal) {
        return counts.get(refusal);
    }
}
