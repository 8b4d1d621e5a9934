package dev.intarsia.benchmarks.assembler;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How long the present thread has had a core to itself, which other programs on the machine do not lengthen. */
final class CoreTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CoreTime() {}

    /** Seconds that some work takes. */
    static double seconds(Runnable work) {
        long began = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - began) / 1e9;
    }
}
