package dev.intarsia.trainer.erase;

/**
 * What a sweep did.
 *
 * @param erased records of erased users for which it wrote nulls
 * @param expired records older than the retention for which it did
 * @param open erasures that another sweep has to look at
 */
record SweepResult(long erased, long expired, int open) {
    static final SweepResult NONE = new SweepResult(0, 0, 0);

    SweepResult and(long moreErased, long moreExpired, int moreOpen) {
        return new SweepResult(erased + moreErased, expired + moreExpired, open + moreOpen);
    }
}
