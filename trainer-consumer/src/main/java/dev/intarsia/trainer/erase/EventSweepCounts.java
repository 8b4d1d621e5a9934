package dev.intarsia.trainer.erase;

/**
 * What a sweep did.
 *
 * @param erased records of erased users for which it wrote nulls
 * @param expired records older than the retention for which it did
 * @param open erasures that another sweep has to look at
 */
record EventSweepCounts(long erased, long expired, int open) {
    static final EventSweepCounts NONE = new EventSweepCounts(0, 0, 0);

    EventSweepCounts and(long moreErased, long moreExpired, int moreOpen) {
        return new EventSweepCounts(erased + moreErased, expired + moreExpired, open + moreOpen);
    }
}
