package dev.intarsia.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.replay.baseline.LabelScale;
import dev.intarsia.stack.report.ReportFiles;
import dev.intarsia.stack.report.RunReport;
import dev.intarsia.stack.report.RunReport.Percentiles;
import dev.intarsia.stack.services.LocalStack;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.movielens.MovieLens;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays the sample stream through a running stack and reports what personalization gave. */
public final class Demo {
    private static final String TASK = "movie-rating";
    private static final long SEED = 1;

    /** An adapter of a user's own follows its user in steps of so many events. */
    private final int updateEvery;

    private final DemoSettings settings;
    private final LocalStack stack;
    private final GatewayClient gateway;
    private final EventSender sender;
    private final LiveDisplay display;

    /** @param updateEvery how many events a trainer waits for between two updates of a user */
    public Demo(DemoSettings settings, LocalStack stack, LiveDisplay display, int updateEvery) {
        this.settings = settings;
        this.stack = stack;
        this.display = display;
        this.updateEvery = updateEvery;
        HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
        this.gateway = new GatewayClient(http, stack.gatewayUrl());
        this.sender = new EventSender(http, stack.ingestUrl());
    }

    /**
     * Runs to the end and writes the report.
     *
     * @param out the report's directory
     */
    public RunReport run(MovieLens stream, Path out) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Audience audience = Audience.of(stream, settings);
        Interview interview = new Interview(gateway, audience.mostPeculiar());
        interview.before();

        Scoreboard scoreboard = new Scoreboard();
        Stage stage = new Stage(gateway, sender, display, scoreboard);
        display.say(
                "%d users consent to share; their latest %d events first",
                audience.sharers().size(), settings.sharerEvents());
        for (Person sharer : audience.sharers()) {
            sender.consent(sharer.user());
        }
        stage.play(
                Round.cut(audience.sharers(), settings.roundEvents()), new Visibility(gateway, "own", updateEvery - 1));
        display.say("Pool: %d pieces of %d sharers", pool("pieces"), pool("sharers"));

        List<Round> rounds = Round.cut(audience.targets(), settings.roundEvents());
        display.say(
                "%d target users, whom the base model has never seen: their latest %d events",
                audience.targets().size(), settings.targetEvents());
        stage.playPredicting(rounds, new Visibility(gateway, "assembled", 0));
        double eventsPerSecond = stage.eventsPerSecond();

        LabelScale scale =
                LabelScale.of((Answer.Scale) Tasks.bundled().require(TASK).answer());
        scoreboard.compare(new Baselines(scale, audience.background()).play(rounds));
        Findings findings = new Findings(scoreboard, SEED);
        JsonNode status = gateway.status();
        JsonNode freshness = status.path("freshness");
        RunReport report = new RunReport(
                new RunReport.Dataset(
                        "MovieLens latest-small (2016)",
                        audience.targets().size(),
                        audience.sharers().size()),
                TASK,
                "prequential; scored on each target user's last fifth",
                status.path("model").path("fingerprint").asText(),
                stage.events(),
                scoreboard.scored().size(),
                (System.nanoTime() - began) / 1e9,
                eventsPerSecond,
                findings.methods(),
                percentiles(freshness.path("assembled")),
                percentiles(freshness.path("own")),
                new RunReport.Versions(
                        freshness.path("own").path("published").asLong(),
                        freshness.path("assembled").path("published").asLong(),
                        pool("pieces")),
                findings.curve(),
                findings.users(audience.targets()),
                interview.after(),
                RunReport.Machine.here(),
                described());
        ReportFiles.write(report, out);
        return report;
    }

    private static Percentiles percentiles(JsonNode freshness) {
        return new Percentiles(
                freshness.path("p50_ms").asDouble() / 1000,
                freshness.path("p99_ms").asDouble() / 1000);
    }

    private int pool(String figure) throws IOException, InterruptedException {
        return gateway.status().path("pool").path(figure).asInt();
    }

    private Map<String, String> described() {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("task", TASK);
        described.put("target users", settings.targets() + ", the most active; unknown to the base model");
        described.put("events of each", "the latest " + settings.targetEvents() + ", the last fifth of them scored");
        described.put(
                "sharers",
                settings.sharers() + ", the most active of the population; " + settings.sharerEvents()
                        + " events each, streamed first");
        described.put("order", "every user's own order of time, all users side by side");
        described.put("prediction", "median of the answer distribution, from the gateway, before the event was sent");
        described.put(
                "baselines", "know the population's ratings and all streamed events before; rounded to half stars");
        described.put("own adapter", "an update after every " + updateEvery + " events of a user");
        described.put("freshness", "from an event's acceptance until the gateway serves an adapter that knows it");
        return described;
    }
}
