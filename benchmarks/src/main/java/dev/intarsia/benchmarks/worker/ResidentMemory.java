package dev.intarsia.benchmarks.worker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the kernel says of a process's memory: Linux's, by {@code /proc}. Others are not asked, and the answer is NaN. */
public final class ResidentMemory {
    private ResidentMemory() {}

    /** The most that was resident at once, in MiB. */
    public static double peakMib(long process) {
        return mib(Path.of("/proc/" + process + "/status"), "VmHWM:");
    }

    /** What of this process is resident after everything that is free has been given back, in MiB. */
    public static double trimmedMib() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        try {
            // Not every JVM has it; then the C library's free memory counts as used.
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
        } catch (JMException e) {
            return mib(Path.of("/proc/self/status"), "VmRSS:");
        }
        return mib(Path.of("/proc/self/status"), "VmRSS:");
    }

    private static double mib(Path status, String field) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
