package dev.intarsia.stack.report;

import java.time.Duration;
import java.util.stream.Stream;

/** Processor time of this process and of those it started. */
public record ProcessorTime(double seconds, long nanos) {
    /** What has been used so far. */
    public static ProcessorTime now() {
        double seconds = Stream.concat(
                                Stream.of(ProcessHandle.current()),
                                ProcessHandle.current().descendants())
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .mapToLong(Duration::toNanos)
                        .sum()
                / 1e9;
        return new ProcessorTime(seconds, System.nanoTime());
    }

    /** How many cores were in use on average between an earlier moment and this one. */
    public double coresSince(ProcessorTime earlier) {
        return (seconds - earlier.seconds) / ((nanos - earlier.nanos) / 1e9);
    }
}
