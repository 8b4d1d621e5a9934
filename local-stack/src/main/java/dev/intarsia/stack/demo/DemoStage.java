package dev.intarsia.stack.demo;

import dev.intarsia.stack.client.EventSender;
import dev.intarsia.stack.client.GatewayClient;
import dev.intarsia.stack.client.Guess;
import dev.intarsia.stack.client.Visibility;
import dev.intarsia.stack.demo.Round.Played;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plays rounds: asks what is to be predicted, then sends what the users really did. For scored predictions a round's users
 * are asked once all of their earlier events are known; other users' may still be under way, so that the services have work
 * meanwhile.
 */
final class DemoStage {
    /**
     * Rounds of a user on their way at once where nothing is asked: enough for the services always to have work, and too few
     * for a batch to skip one of a user's versions.
     */
    private static final int AHEAD = 2;

    /** Of the rounds before the scored ones every so many is sampled, one event of each user. */
    private static final int SAMPLED_ROUNDS = 4;

    private static final int RUNNING = 400;

    /** Enough users to tell how far the services have come; each costs the gateway an adapter put together. */
    private static final int WITNESSES = 3;

    private final GatewayClient gateway;
    private final EventSender sender;
    private final LiveDisplay display;
    private final Scoreboard scoreboard;
    private final Deque<Sent> underWay = new ArrayDeque<>();
    /** Who has been sent events since all were known, by group. */
    private final Map<Integer, Set<String>> users = new HashMap<>();

    private final long began = System.nanoTime();
    private long events;

    /** A round that was sent, and how many events of each user had been sent by then. */
    private record Sent(Round round, Map<String, Long> mark) {}

    DemoStage(GatewayClient gateway, EventSender sender, LiveDisplay display, Scoreboard scoreboard) {
        this.gateway = gateway;
        this.sender = sender;
        this.display = display;
        this.scoreboard = scoreboard;
    }

    /** Sends rounds without asking anything, and waits until all of them are known. */
    void play(List<Round> rounds, Visibility visibility) throws IOException, InterruptedException {
        for (Round round : rounds) {
            send(round, visibility);
            show("sharers", round);
        }
        settle(visibility);
    }

    /** Predicts before it sends: all scored events and a sample of the others. */
    void playPredicting(List<Round> rounds, Visibility visibility) throws IOException, InterruptedException {
        for (Round round : rounds) {
            if (round.scores()) {
                settle(round.group(), visibility);
            }
            predict(asked(round));
            send(round, visibility);
            show("targets", round);
        }
        settle(visibility);
    }

    /** How many events were sent. */
    long events() {
        return events;
    }

    /** Seconds since the first. */
    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    private static List<Played> asked(Round round) {
        Set<String> sampled = new HashSet<>();
        boolean samples = round.number() % SAMPLED_ROUNDS == SAMPLED_ROUNDS - 1;
        return round.events().stream()
                .filter(event ->
                        event.scored() || samples && sampled.add(event.person().user()))
                .toList();
    }

    private void predict(List<Played> asked) throws IOException, InterruptedException {
        List<GatewayClient.Question> questions = new ArrayList<>();
        for (Played event : asked) {
            DemoMethod.ALL.forEach(
                    method -> questions.add(new GatewayClient.Question(event.rating(), method.adapter())));
        }
        List<Guess> guesses = gateway.predict(questions);
        for (int i = 0; i < asked.size(); i++) {
            Map<String, Guess> byMethod = new LinkedHashMap<>();
            for (int j = 0; j < DemoMethod.ALL.size(); j++) {
                byMethod.put(DemoMethod.ALL.get(j).title(), guesses.get(i * DemoMethod.ALL.size() + j));
            }
            scoreboard.add(asked.get(i), byMethod);
        }
    }

    private void send(Round round, Visibility visibility) throws IOException, InterruptedException {
        while (!underWay.isEmpty()
                && round.number() - underWay.getFirst().round().number() >= AHEAD) {
            // The last users of a round stand for all, which is enough to keep the services from falling behind.
            Sent first = underWay.removeFirst();
            List<String> people = first.round().people();
            visibility.await(first.mark(), people.subList(Math.max(0, people.size() - WITNESSES), people.size()));
        }
        sender.send(round.events().stream().map(Played::rating).toList());
        visibility.sent(
                round.events().stream().map(event -> event.person().user()).toList());
        underWay.addLast(new Sent(round, visibility.mark()));
        users.computeIfAbsent(round.group(), first -> new LinkedHashSet<>()).addAll(round.people());
        events += round.events().size();
    }

    /** Waits until every event that was sent is known. */
    private void settle(Visibility visibility) throws IOException, InterruptedException {
        visibility.awaitAll();
        underWay.clear();
        users.clear();
    }

    /** Waits until every event of this group that was sent is known. */
    private void settle(int group, Visibility visibility) throws IOException, InterruptedException {
        visibility.await(visibility.mark(), users.getOrDefault(group, Set.of()));
        underWay.removeIf(sent -> sent.round().group() == group);
    }

    private void show(String who, Round round) throws IOException, InterruptedException {
        double base = scoreboard.running(DemoMethod.BASE, RUNNING);
        String errors = Double.isNaN(base)
                ? ""
                : String.format(
                        "  error: base %.3f, own %.3f, assembled %.3f",
                        base,
                        scoreboard.running(DemoMethod.OPPU, RUNNING),
                        scoreboard.running(DemoMethod.ASSEMBLED, RUNNING));
        var freshness = gateway.status().path("freshness");
        display.status(
                "%-8s %3d %%  %6d events  %4.0f events/s  %d adapters and %d assignments published, %.1f s old%s",
                who,
                100 * (round.number() + 1) / round.of(),
                events,
                events / seconds(),
                freshness.path("own").path("published").asLong(),
                freshness.path("assembled").path("published").asLong(),
                freshness.path("assembled").path("p50_ms").asDouble() / 1000,
                errors);
    }
}
