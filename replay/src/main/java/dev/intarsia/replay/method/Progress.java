package dev.intarsia.replay.method;

/** Hears how far a method's getting ready has come; called from the thread that does it. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress NONE = (doing, done, total) -> {};

    /**
     * Some of it is done.
     *
     * @param doing what, as a person reads it; everything that was told of under another name is done
     * @param done of {@code total}, in parts that take about as long as each other
     */
    void at(String doing, long done, long total);
}
