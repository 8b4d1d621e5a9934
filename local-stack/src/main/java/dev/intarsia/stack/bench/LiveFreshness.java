package dev.intarsia.stack.bench;

import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.stack.client.EventSender;
import dev.intarsia.stack.client.GatewayClient;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long after ingest's answer to an event the gateway serves the version that holds it, seen from outside: of each
 * new version of a user's own adapter, since the answer to its last event. Not thread-safe.
 */
final class LiveFreshness {
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final long PAUSE_MILLIS = 10;

    private final EventSender sender;
    private final GatewayClient gateway;
    private final UpdateSchedule schedule;

    /** @param schedule when events of a user lead to a version */
    LiveFreshness(EventSender sender, GatewayClient gateway, UpdateSchedule schedule) {
        this.sender = sender;
        this.gateway = gateway;
        this.schedule = schedule;
    }

    /** When each of a user's events was answered (ns), and how many of them the version that is served holds. */
    private static final class Sent {
        private final List<Long> answered = new ArrayList<>();
        private int served;

        synchronized void answered() {
            answered.add(System.nanoTime());
        }

        synchronized boolean due(UpdateSchedule schedule) {
            return schedule.due(answered.size(), served) > 0;
        }

        /** Seconds since the answer to the last event that is served now; negative where nothing new is. */
        synchronized double serves(int events) {
            if (events <= served || events > answered.size()) {
                return -1;
            }
            served = events;
            return (System.nanoTime() - answered.get(events - 1)) / 1e9;
        }
    }

    /**
     * Sends events at a steady pace, one in each request, and waits until all versions they lead to are served.
     *
     * @param events users' in turn, who had none before
     * @param perSecond how many
     * @param skipped so many seconds from the beginning no version counts
     * @return seconds of each version
     * @throws IOException where a version does not come within two minutes
     */
    List<Double> steady(List<Rating> events, double perSecond, double skipped)
            throws IOException, InterruptedException {
        Map<String, Sent> users = new LinkedHashMap<>();
        events.forEach(event -> users.putIfAbsent(event.user(), new Sent()));
        long start = System.nanoTime();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Void> sending = thread.submit((Callable<Void>) () -> {
                for (int i = 0; i < events.size(); i++) {
                    sleepUntil(start + (long) (i * 1e9 / perSecond));
                    sender.send(List.of(events.get(i)));
                    sent(users, events.get(i)).answered();
                }
                return null;
            });
            List<Double> seconds = new ArrayList<>();
            long heard = System.nanoTime();
            while (!sending.isDone() || users.values().stream().anyMatch(user -> user.due(schedule))) {
                for (Map.Entry<String, Sent> user : users.entrySet()) {
                    double taken =
                            user.getValue().due(schedule) ? user.getValue().serves(served(user.getKey())) : -1;
                    if (taken >= 0) {
                        heard = System.nanoTime();
                        if ((heard - start) / 1e9 > skipped) {
                            seconds.add(taken);
                        }
                    }
                }
                requireHeard(heard);
                Thread.sleep(PAUSE_MILLIS);
            }
            sending.get();
            return seconds;
        } catch (ExecutionException e) {
            throw new IOException("An event was not sent: " + e.getCause(), e.getCause());
        } finally {
            thread.shutdownNow();
        }
    }

    /**
     * The same of users one after the other, whose events come in one request each while nothing else happens.
     *
     * @param each user's events, as many as lead to a version
     */
    List<Double> atRest(List<List<Rating>> each) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (List<Rating> events : each) {
            sender.send(events);
            long answered = System.nanoTime();
            while (served(events.get(0).user()) < events.size()) {
                requireHeard(answered);
                Thread.sleep(PAUSE_MILLIS);
            }
            seconds.add((System.nanoTime() - answered) / 1e9);
        }
        return seconds;
    }

    private int served(String user) throws IOException, InterruptedException {
        return gateway.adapter(user).path("own").path("events").asInt();
    }

    private static Sent sent(Map<String, Sent> users, Rating event) {
        Sent user = users.get(event.user());
        if (user == null) {
            throw new IllegalStateException("User " + event.user() + " is unknown.");
        }
        return user;
    }

    private static void requireHeard(long since) throws IOException {
        if (System.nanoTime() - since > PATIENCE_NANOS) {
            throw new IOException(
                    "For two minutes the gateway has served no new version; the log says what holds the stream up.");
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    /** @param seconds of at least one version */
    static double quantile(List<Double> seconds, double quantile) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(quantile * sorted.size())));
    }
}
