package dev.intarsia.stack.bench;

import java.util.List;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param events streamed while the clock ran
 * @param users whose events these were
 * @param rowsPerEvent how many examples adapters were trained on meanwhile, for each event
 * @param pipelineEventsPerSecond from the first event sent until the gateway knew the last
 * @param engineEventsPerSecond each measurement of what the engine alone could learn from, before and after
 * @param ratio of the two, the median of the engine's
 * @param freshnessP50Seconds from acceptance until served, over the whole run, the warm-up included
 * @param freshnessP99Seconds the same
 * @param coresUsed on average, by this process and the registry's
 * @param compilersBusy how many of the JVM's compiler threads were at work on average, waiting for a core included
 */
public record PipelineResult(
        int events,
        int users,
        double rowsPerEvent,
        double pipelineEventsPerSecond,
        List<Double> engineEventsPerSecond,
        double ratio,
        double coresUsed,
        double compilersBusy,
        double freshnessP50Seconds,
        double freshnessP99Seconds,
        String processor,
        int cores,
        String precision) {
    /** For people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "pipeline / engine limit: %.2f%n%d events of %d users: %.1f events/s through the whole stack, %.2f rows trained for each; the engine alone: %s%n"
                        + "cores used: %.2f of %d, %.2f compiler threads at work; served %.2f s after acceptance (p50), %.2f s (p99)%n%s, %s%n",
                ratio,
                events,
                users,
                pipelineEventsPerSecond,
                rowsPerEvent,
                engineEventsPerSecond.stream()
                        .map(limit -> String.format(Locale.ROOT, "%.1f", limit))
                        .toList(),
                coresUsed,
                cores,
                compilersBusy,
                freshnessP50Seconds,
                freshnessP99Seconds,
                processor,
                precision);
    }
}
