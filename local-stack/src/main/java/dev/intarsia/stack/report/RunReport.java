package dev.intarsia.stack.report;

import dev.intarsia.model.machine.Processor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run found. Written as JSON with snake_case names.
 *
 * @param events how many events were streamed
 * @param predictions how many predictions per method were scored
 * @param methods figures by method, as in {@code base}, {@code oppu}, {@code assembled},
 *     {@code baseline:item-user-bias}
 * @param freshnessSeconds from the acceptance of an event until the gateway could serve an assembled adapter that
 *     knows it
 * @param ownFreshnessSeconds the same for the user's own adapter
 * @param eventsPerSecond streamed events over the seconds from the first to the last
 * @param coresUsed processor seconds of all that ran over the seconds of the stream
 * @param precision what the frozen model multiplied in
 * @param threads how many the engine had
 * @param curve errors along the stream
 */
public record RunReport(
        Dataset dataset,
        String task,
        String protocol,
        String baseModel,
        long events,
        long predictions,
        double durationSeconds,
        double eventsPerSecond,
        double coresUsed,
        String processor,
        String precision,
        int threads,
        Map<String, MethodFigures> methods,
        Percentiles freshnessSeconds,
        Percentiles ownFreshnessSeconds,
        Versions versions,
        List<CurvePoint> curve,
        List<UserFigures> users,
        List<Question> questions,
        Machine machine,
        Map<String, String> settings) {
    /**
     * Where the events came from.
     *
     * @param targets how many users were scored
     * @param sharers how many users shared adapters
     */
    public record Dataset(String name, int targets, int sharers) {}

    /**
     * One method on the scored predictions.
     *
     * @param mae mean absolute error, in stars
     * @param low lower end of the 95 % interval of {@code mae} over users
     * @param high its upper end
     * @param nll mean negative log-likelihood of the answer, in nats; null for methods without a distribution
     * @param underBasePercent how much smaller the error is than the base model's
     */
    public record MethodFigures(
            double mae,
            double low,
            double high,
            double rmse,
            @Nullable Double nll,
            double underBasePercent) {}

    /** In seconds. */
    public record Percentiles(double p50, double p99) {}

    /** How many versions of each kind were published during the run. */
    public record Versions(long ownAdapters, long assignments, long pieces) {}

    /**
     * Mean absolute errors of one stretch of the stream.
     *
     * @param part share of the stream that had passed, 0 to 1
     */
    public record CurvePoint(double part, double base, double oppu, double assembled, long predictions) {}

    /** One user's mean absolute errors on the scored predictions. */
    public record UserFigures(String user, int events, int scored, double base, double oppu, double assembled) {}

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
