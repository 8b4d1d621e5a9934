package dev.intarsia.stack.report;

import dev.intarsia.model.machine.Processor;
import java.util.List;

/**
 * What a run found about the services and the machine. Stands in {@code report.json} with snake_case names.
 *
 * @param events how many events were streamed
 * @param eventsPerSecond streamed events over the seconds from the first to the last
 * @param coresUsed processor seconds of all that ran over the seconds of the stream
 * @param precision what the frozen model multiplied in
 * @param threads how many the engine had
 * @param freshnessSeconds from the acceptance of an event until the gateway could serve an assembled adapter that
 *     knows it
 * @param ownFreshnessSeconds the same for the user's own adapter
 */
public record ServiceFigures(
        long events,
        double durationSeconds,
        double eventsPerSecond,
        double coresUsed,
        String processor,
        String precision,
        int threads,
        Percentiles freshnessSeconds,
        Percentiles ownFreshnessSeconds,
        Versions versions,
        List<Question> questions,
        Machine machine) {
    /** In seconds. */
    public record Percentiles(double p50, double p99) {}

    /** How many versions of each kind were published during the run. */
    public record Versions(long ownAdapters, long assignments, long pieces) {}

    /**
     * One question to the gateway, before the user's first event and after the last.
     *
     * @param truth what the user really did
     */
    public record Question(
            String user,
            String question,
            String before,
            String beforeAdapter,
            String after,
            String afterAdapter,
            String truth) {}

    /** What it ran on. */
    public record Machine(int cores, long memoryMib, String java, String os) {
        /** This machine. */
        public static Machine here() {
            return new Machine(
                    Processor.here().cores(),
                    Runtime.getRuntime().maxMemory() >> 20,
                    System.getProperty("java.version", ""),
                    System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
        }
    }
}
