package dev.intarsia.stack.bench;

import dev.intarsia.benchmarks.engine.BenchmarkProgress;
import dev.intarsia.benchmarks.trainer.TrainerReport;
import dev.intarsia.stack.client.EventSender;
import dev.intarsia.stack.client.GatewayClient;
import dev.intarsia.stack.demo.LiveDisplay;
import dev.intarsia.stack.services.LocalStack;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the trainer does in a running stack: how fresh adapters are, where batches spend their time, how fast it is. */
public final class TrainerLive {
    private static final double PER_SECOND = 50;
    private static final long SEED = 1;
    private static final Pattern PHASE =
            Pattern.compile("intarsia_trainer_phase_seconds_(sum|count)\\{phase=\"(\\w+)\"} (\\S+)", Pattern.MULTILINE);

    private final MovieLens stream;
    private final TrainerReport report;
    private final BenchmarkProgress progress;
    private final boolean quick;

    /** @param report gets each figure once it is known */
    public TrainerLive(MovieLens stream, TrainerReport report, BenchmarkProgress progress, boolean quick) {
        this.stream = stream;
        this.report = report;
        this.progress = progress;
        this.quick = quick;
    }

    /**
     * Measures.
     *
     * @param stack just started
     */
    public void run(LocalStack stack, PrintStream out) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
        LiveFreshness freshness = new LiveFreshness(
                new EventSender(http, stack.ingestUrl()),
                new GatewayClient(http, stack.gatewayUrl()),
                stack.training().recipe().schedule());
        steady(freshness, http, stack);
        atRest(freshness, stack.training().update().every());
        PipelineResult pipeline = new PipelineBenchmark(
                        quick ? PipelineSettings.quick() : new PipelineSettings(100, 10, 16, 100, 32),
                        stream,
                        new LiveDisplay(out, false))
                .run(stack);
        report.detail("pipeline", pipeline);
        report.add(Map.of(
                "events_per_second", pipeline.pipelineEventsPerSecond(), "pipeline_vs_engine_limit", pipeline.ratio()));
    }

    private void steady(LiveFreshness freshness, HttpClient http, LocalStack stack)
            throws IOException, InterruptedException {
        int users = quick ? 4 : 100;
        int each = quick ? 16 : 48;
        // There are more than are sent, or many users' last events would come together at the end.
        List<Rating> events =
                shuffled(histories("live-", users, each + each / 3)).subList(0, users * each);
        progress.show("%,d events of %d users, %.0f a second", events.size(), users, PER_SECOND);
        List<Double> seconds = freshness.steady(events, PER_SECOND, quick ? 0 : 30);
        add("freshness_", seconds);
        report.detail("batch_phases_at_50_a_second", phases(http, stack));
    }

    private void atRest(LiveFreshness freshness, int every) throws IOException, InterruptedException {
        add("freshness_at_rest_", freshness.atRest(histories("rest-", quick ? 2 : 30, every)));
    }

    private void add(String prefix, List<Double> seconds) throws IOException {
        double p50 = LiveFreshness.quantile(seconds, 0.5);
        double p99 = LiveFreshness.quantile(seconds, 0.99);
        progress.show("%d versions: visible after %.2f s (p50), %.2f s (p99)", seconds.size(), p50, p99);
        report.add(Map.of(prefix + "p50_seconds", p50, prefix + "p99_seconds", p99));
    }

    /** Mean milliseconds of a batch, by phase, and the number of batches. */
    private static Map<String, Double> phases(HttpClient http, LocalStack stack)
            throws IOException, InterruptedException {
        String metrics = TrainerMeters.read(http, stack).text();
        Map<String, Double> sums = new LinkedHashMap<>();
        Map<String, Double> counts = new LinkedHashMap<>();
        Matcher found = PHASE.matcher(metrics);
        while (found.find()) {
            (found.group(1).equals("sum") ? sums : counts).put(found.group(2), Double.parseDouble(found.group(3)));
        }
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((phase, sum) -> means.put(phase + "_ms", 1000 * sum / counts.getOrDefault(phase, 1.0)));
        means.put("batches", counts.getOrDefault("work", 0.0));
        return means;
    }

    /** Of all users, at random: in turns, everybody's updates would fall due within the same two seconds. */
    private static List<Rating> shuffled(List<List<Rating>> histories) {
        List<Iterator<Rating>> turns = new ArrayList<>();
        for (List<Rating> history : histories) {
            turns.addAll(Collections.nCopies(history.size(), history.iterator()));
        }
        Collections.shuffle(turns, new Random(SEED));
        return turns.stream().map(Iterator::next).toList();
    }

    /** Real histories under other names, so that nothing was known of their users before. */
    private List<List<Rating>> histories(String prefix, int users, int events) {
        List<List<Rating>> histories = stream.byUser().values().stream()
                .filter(history -> history.size() >= events)
                .limit(users)
                .map(history -> history.subList(0, events).stream()
                        .map(rating -> new Rating(prefix + rating.user(), rating.film(), rating.stars(), rating.time()))
                        .toList())
                .toList();
        if (histories.size() < users) {
            throw new IllegalStateException("Only " + histories.size() + " users have " + events + " events.");
        }
        return histories;
    }
}
