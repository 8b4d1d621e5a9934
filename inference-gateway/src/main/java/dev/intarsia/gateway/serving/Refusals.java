package dev.intarsia.gateway.serving;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was not served. Safe to use from several threads. */
public final class Refusals {

    private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);

    public Refusals() {
        for (Refusal refusal : Refusal.values()) {
            counts.put(refusal, new LongAdder());
        }
    }

    void count(Refusal refusal) {
        adder(refusal).increment();
    }

    public long of(Refusal refusal) {
        return adder(refusal).sum();
    }

    @SuppressWarnings("NullAway") // The constructor has put every reason.
    private LongAdder adder(Refusal refusal) {
        return counts.get(refusal);
    }
}
