package dev.intarsia.trainer.observe;

/**
 * Summed losses of events, in nats per response token, each taken before its event was trained on; add them up over
 * batches and divide.
 *
 * @param events how many events
 * @param base their losses under the base
 * @param ownEvents how many of them had an own adapter
 * @param baseOfOwn the losses of those under the base
 * @param own their losses under the own adapters
 */
public record LossSums(long events, double base, long ownEvents, double baseOfOwn, double own) {
    public static final LossSums NONE = new LossSums(0, 0, 0, 0, 0);

    public LossSums plus(LossSums other) {
        return new LossSums(
                events + other.events,
                base + other.base,
                ownEvents + other.ownEvents,
                baseOfOwn + other.baseOfOwn,
                own + other.own);
    }

    /** Mean loss under the base; NaN for no events. */
    public double meanBase() {
        return base / events;
    }

    /** How much lower the own adapters' mean loss is than the base's on the same events; NaN where there is none. */
    public double gain() {
        return (baseOfOwn - own) / ownEvents;
    }
}
