package dev.intarsia.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.stack.client.EventSender;
import dev.intarsia.stack.client.GatewayClient;
import dev.intarsia.stack.client.Visibility;
import dev.intarsia.stack.report.ProcessorTime;
import dev.intarsia.stack.report.ReportTable;
import dev.intarsia.stack.report.ServiceFigures;
import dev.intarsia.stack.report.ServiceFigures.Percentiles;
import dev.intarsia.stack.services.LocalStack;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.movielens.MovieLens;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Plays the sample stream through a running stack and reports what personalization gave. */
public final class Demo {
    private static final String TASK = "movie-rating";

    /** How many events tell how fast this machine is. */
    private static final int MEASURED_EVENTS = 500;

    /** While one half of the target users is asked, the other half's events are learned from. */
    private static final int GROUPS = 2;

    /** An adapter of a user's own follows its user in steps of so many events. */
    private final DemoSettings settings;

    private final LocalStack stack;
    private final GatewayClient gateway;
    private final EventSender sender;
    private final LiveDisplay display;

    public Demo(DemoSettings settings, LocalStack stack, LiveDisplay display) {
        this.settings = settings;
        this.stack = stack;
        this.display = display;
        HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
        this.gateway = new GatewayClient(http, stack.gatewayUrl());
        this.sender = new EventSender(http, stack.ingestUrl());
    }

    /**
     * Runs to the end and writes the report.
     *
     * @param out the report's directory
     * @return the report's figures for a terminal
     */
    public String run(MovieLens stream, Path out) throws IOException, InterruptedException {
        long began = System.nanoTime();
        ProcessorTime before = ProcessorTime.now();
        DemoUsers everyone = DemoUsers.of(stream, settings);
        Scoreboard scoreboard = new Scoreboard();
        DemoStage stage = new DemoStage(gateway, sender, display, scoreboard);
        for (DemoUser sharer : everyone.sharers()) {
            sender.consent(sharer.user());
        }
        DemoSettings fitting = playSharers(everyone.sharers(), stage);
        display.say("Pool: %d pieces of %d sharers", pool("pieces"), pool("sharers"));

        DemoUsers audience = DemoUsers.of(stream, fitting);
        Interview interview = new Interview(gateway, audience.mostPeculiar());
        interview.before();
        List<Round> rounds = Round.cut(audience.targets(), settings.roundEvents(), GROUPS);
        display.say(
                "%d target users, whom the base model has never seen: their latest %d events",
                audience.targets().size(), fitting.targetEvents());
        stage.playPredicting(rounds, Visibility.assembled(gateway, stack::assembled));
        double eventsPerSecond = stage.events() / stage.seconds();
        double coresUsed = ProcessorTime.now().coresSince(before);

        Task task = Tasks.bundled().require(TASK);
        Baselines baselines = new Baselines((Answer.Scale) task.answer(), audience.background());
        scoreboard.compare(baselines.play(rounds, scoreboard.asked()));
        JsonNode status = gateway.status();
        JsonNode freshness = status.path("freshness");
        ServiceFigures services = new ServiceFigures(
                stage.events(),
                (System.nanoTime() - began) / 1e9,
                eventsPerSecond,
                coresUsed,
                status.path("engine").path("processor").asText(),
                status.path("engine").path("precision").asText(),
                status.path("engine").path("threads").asInt(),
                percentiles(freshness.path("assembled")),
                percentiles(freshness.path("own")),
                new ServiceFigures.Versions(
                        freshness.path("own").path("published").asLong(),
                        freshness.path("assembled").path("published").asLong(),
                        pool("pieces")),
                interview.after(),
                ServiceFigures.Machine.here());
        String baseModel = status.path("model").path("fingerprint").asText();
        JsonNode report =
                new DemoReport(task, baseModel, audience, fitting, schedule()).write(stream, scoreboard, services, out);
        return ReportTable.of(report, services);
    }

    private UpdateSchedule schedule() {
        return stack.training().recipe().schedule();
    }

    /** Plays the sharers, and says how much may be played of everyone in the time there is. */
    private DemoSettings playSharers(List<DemoUser> sharers, DemoStage stage) throws IOException, InterruptedException {
        // Where others have residuals, sharers have no own adapters before they are elected.
        Visibility visibility = stack.training().residuals().isPresent()
                ? Visibility.assembled(gateway, stack::assembled)
                : Visibility.own(gateway, schedule().every() - 1);
        List<Round> rounds = Round.cut(sharers, settings.roundEvents(), 1);
        display.say("%d users consent to share; their latest %d events first", sharers.size(), settings.sharerEvents());
        if (settings.time().isEmpty() || rounds.isEmpty()) {
            stage.play(rounds, visibility);
            return settings;
        }
        int measured = Math.min(
                rounds.size(), ceilDiv(MEASURED_EVENTS, rounds.get(0).events().size()));
        stage.play(rounds.subList(0, measured), visibility);
        double perSecond = stage.events() / stage.seconds();
        Duration left = settings.time().get().minus(uptime());
        DemoSettings fitting = Sizing.fit(settings, left, perSecond, measured * settings.roundEvents());
        boolean all = fitting.equals(settings);
        display.say(
                "%.0f events/s over the first %d: the %d s that are left are enough for %s%d events of each sharer and the"
                        + " latest %d of each target user",
                perSecond,
                stage.events(),
                left.toSeconds(),
                all ? "all " : "no more than ",
                fitting.sharerEvents(),
                fitting.targetEvents());
        int last = Math.min(rounds.size(), ceilDiv(fitting.sharerEvents(), settings.roundEvents()));
        stage.play(rounds.subList(measured, Math.max(measured, last)), visibility);
        return fitting;
    }

    private static int ceilDiv(int amount, int size) {
        return (amount + size - 1) / size;
    }

    private static Duration uptime() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    private static Percentiles percentiles(JsonNode freshness) {
        return new Percentiles(
                freshness.path("p50_ms").asDouble() / 1000,
                freshness.path("p99_ms").asDouble() / 1000);
    }

    private int pool(String figure) throws IOException, InterruptedException {
        return gateway.status().path("pool").path(figure).asInt();
    }
}
