package dev.intarsia.benchmarks.faults;

/** Where in its work a trainer is killed. */
enum KillPoint {
    /** Ready, with events left for the group, and before its next transaction is open. */
    BEFORE_COMMIT,
    /** While its transaction is open or being decided. */
    INSIDE_COMMIT,
    /** Just after its transaction was committed. */
    AFTER_COMMIT,
    /** While it starts and reads its partitions back. */
    RESTORE
}
