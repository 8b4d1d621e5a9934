package dev.intarsia.stack.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** How long this JVM's compiler threads have worked, time in which they waited for a core included. */
record CompilationTime(double seconds, long nanos) {
    /** Until now; always 0 where a JVM does not compile or does not tell. */
    static CompilationTime now() {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        boolean told = compilers != null && compilers.isCompilationTimeMonitoringSupported();
        return new CompilationTime(told ? compilers.getTotalCompilationTime() / 1000.0 : 0, System.nanoTime());
    }

    /** How many compiler threads were at work on average between an earlier moment and this one. */
    double threadsSince(CompilationTime earlier) {
        return (seconds - earlier.seconds) / ((nanos - earlier.nanos) / 1e9);
    }
}
