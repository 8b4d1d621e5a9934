package dev.intarsia.stack.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.model.machine.Processor;
import dev.intarsia.stack.client.EventSender;
import dev.intarsia.stack.client.GatewayClient;
import dev.intarsia.stack.client.Visibility;
import dev.intarsia.stack.demo.LiveDisplay;
import dev.intarsia.stack.report.ProcessorTime;
import dev.intarsia.stack.services.LocalStack;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Streams real histories through a running stack as fast as it accepts them. Before and after, it measures how many
 * events the engine alone could have learned from in the same time.
 */
public final class PipelineBenchmark {
    private static final String TASK = "movie-rating";
    private static final int ROUNDS = 3;
    /** Compiler threads at work: below this they are part of running a JVM. */
    private static final double FEW = 0.05;

    private final PipelineSettings settings;
    private final MovieLens stream;
    private final LiveDisplay display;

    public PipelineBenchmark(PipelineSettings settings, MovieLens stream, LiveDisplay display) {
        this.settings = settings;
        this.stream = stream;
        this.display = display;
    }

    /**
     * Measures.
     *
     * @param stack just started
     */
    public PipelineResult run(LocalStack stack) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
        GatewayClient gateway = new GatewayClient(http, stack.gatewayUrl());
        EventSender sender = new EventSender(http, stack.ingestUrl());
        List<List<Rating>> targets =
                latest(stream.targetUsers(), settings.users(), settings.warmUpEvents() + settings.events());
        List<List<Rating>> sharers = latest(stream.populationUsers(), settings.sharers(), settings.warmUpEvents());

        List<Double> limits = new ArrayList<>();
        try (EngineLimit limit =
                new EngineLimit(stack.model(), stack.training(), Tasks.bundled().require(TASK), targets)) {
            display.say("The engine alone, warming up ...");
            limit.measure();
            measure(limit, limits);
            display.say("The stack, warming up ...");
            for (List<Rating> sharer : sharers) {
                sender.consent(sharer.get(0).user());
            }
            Visibility visibility = Visibility.assembled(gateway, stack::assembled);
            send(sender, visibility, sharers, 0, settings.warmUpEvents());
            visibility.awaitAll();
            send(sender, visibility, targets, 0, settings.warmUpEvents());
            visibility.awaitAll();
            compile(sender, visibility);

            int events = targets.size() * settings.events();
            display.say("The stack, %d events ...", events);
            double rowsBefore = TrainerMeters.read(http, stack).rows();
            CompilationTime compiledBefore = CompilationTime.now();
            ProcessorTime before = ProcessorTime.now();
            send(sender, visibility, targets, settings.warmUpEvents(), settings.warmUpEvents() + settings.events());
            visibility.awaitAll();
            ProcessorTime after = ProcessorTime.now();
            CompilationTime compiledAfter = CompilationTime.now();
            double rows = TrainerMeters.read(http, stack).rows() - rowsBefore;
            JsonNode freshness = gateway.status().path("freshness").path("assembled");

            measure(limit, limits);
            double perSecond = events / ((after.nanos() - before.nanos()) / 1e9);
            return new PipelineResult(
                    events,
                    targets.size(),
                    rows / events,
                    perSecond,
                    List.copyOf(limits),
                    perSecond / median(limits),
                    after.coresSince(before),
                    compiledAfter.threadsSince(compiledBefore),
                    freshness.path("p50_ms").asDouble() / 1000,
                    freshness.path("p99_ms").asDouble() / 1000,
                    Processor.here().name(),
                    Processor.here().cores(),
                    stack.model().options().precision().name().toLowerCase(Locale.ROOT));
        }
    }

    /** Streams the events of further users until the JVM compiles little more, or there are no more of them. */
    private void compile(EventSender sender, Visibility visibility) throws IOException, InterruptedException {
        List<List<Rating>> bystanders = latest(
                stream.populationUsers()
                        .subList(settings.sharers(), stream.populationUsers().size()),
                settings.bystanders(),
                settings.warmUpEvents());
        for (int from = 0; from < bystanders.size(); from += settings.users()) {
            CompilationTime before = CompilationTime.now();
            send(
                    sender,
                    visibility,
                    bystanders.subList(from, Math.min(bystanders.size(), from + settings.users())),
                    0,
                    settings.warmUpEvents());
            visibility.awaitAll();
            double compilers = CompilationTime.now().threadsSince(before);
            display.say("The stack, warming up: %.2f compiler threads at work", compilers);
            if (compilers < FEW) {
                return;
            }
        }
    }

    private void measure(EngineLimit limit, List<Double> limits) {
        for (int round = 0; round < ROUNDS; round++) {
            limits.add(limit.measure());
            display.say("The engine alone: %.1f events/s", limits.get(limits.size() - 1));
        }
    }

    private static double median(List<Double> limits) {
        return limits.stream().mapToDouble(Double::doubleValue).sorted().toArray()[limits.size() / 2];
    }

    private static void send(EventSender sender, Visibility visibility, List<List<Rating>> histories, int from, int to)
            throws IOException, InterruptedException {
        for (int event = from; event < to; event++) {
            int index = event;
            List<Rating> round =
                    histories.stream().map(history -> history.get(index)).toList();
            sender.send(round);
            visibility.sent(round.stream().map(Rating::user).toList());
        }
    }

    /** The latest events of users who have so many. */
    private List<List<Rating>> latest(List<String> users, int count, int events) {
        Map<String, List<Rating>> histories = stream.byUser();
        List<List<Rating>> latest = users.stream()
                .map(user -> histories.getOrDefault(user, List.of()))
                .filter(history -> history.size() >= events)
                .limit(count)
                .map(history -> history.subList(history.size() - events, history.size()))
                .toList();
        if (latest.size() < count) {
            throw new IllegalStateException("Only " + latest.size() + " of the " + count + " users asked for have "
                    + events + " events; measure fewer users or events.");
        }
        return latest;
    }
}
