package dev.intarsia.stack.bench.knowledge;

import dev.intarsia.benchmarks.worker.ResidentMemory;
import dev.intarsia.gateway.knowledge.KeptPasts;
import dev.intarsia.gateway.knowledge.UserKnowledge;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.stack.demo.LiveDisplay;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.movielens.Film;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Fills a gateway's history store beyond its bounds and counts what it keeps; asks it for users' pasts. */
final class StoreMeasurement {
    private static final Task TASK = Tasks.bundled().require(EventProducer.TASK);
    private static final long PAUSE_MILLIS = 100;
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);
    /** Of a minute each, all of them before now. */
    private static final int OLDEST_MINUTES = 1_000_000;

    private final StoreFill fill;
    private final List<Film> films;
    private final LiveDisplay display;

    /** @param films that events and questions are about */
    StoreMeasurement(StoreFill fill, List<Film> films, LiveDisplay display) {
        this.fill = fill;
        this.films = films;
        this.display = display;
    }

    /** @param store started, and empty */
    StoreFigures fill(FilledStore store, EventProducer events) throws IOException, InterruptedException {
        double before = ResidentMemory.trimmedMib();
        long start = System.nanoTime();
        send(events);
        awaitRead(store);
        double seconds = (System.nanoTime() - start) / 1e9;
        double after = ResidentMemory.trimmedMib();
        StoreCount count = new StoreCount(fill.bounds(), store.records());
        for (int user = 0; user < fill.users(); user++) {
            display.status("Counting: user %,d of %,d", user + 1, fill.users());
            count.add(store.state().history(StoreFill.name(user)), fill.events(user));
        }
        return new StoreFigures(
                fill.users(),
                fill.bounds().events(),
                fill.bounds().bytes(),
                fill.factor(),
                fill.allEvents(),
                count.events,
                count.mostEvents,
                count.mostBytes,
                count.overBounds,
                count.otherwise,
                count.bytes,
                store.historyBytes(),
                fill.users() * fill.bounds().bytes(),
                seconds,
                before,
                after);
    }

    /** Users take turns, as in life, so that what is kept of one lies in many places. */
    private void send(EventProducer events) throws IOException {
        long sent = 0;
        String large = "a".repeat((int) (fill.bounds().bytes() / StoreFill.LARGE_EVENTS));
        for (int event = 0; event < fill.mostEvents(); event++) {
            for (int user = 0; user < fill.users(); user++) {
                if (event < fill.events(user)) {
                    Film film = films.get((event * 31 + user) % films.size());
                    events.rate(
                            StoreFill.name(user),
                            StoreCount.id(event),
                            film,
                            stars(event, user),
                            Duration.ofMinutes(OLDEST_MINUTES - event),
                            fill.large(user) ? large : "");
                    sent++;
                    if (sent % 1000 == 0) {
                        display.status("Sending: event %,d of %,d", sent, fill.allEvents());
                    }
                }
            }
        }
        events.flush();
    }

    private static String stars(int event, int user) {
        return (1 + (event + user) % 10) / 2.0 + "";
    }

    private void awaitRead(FilledStore store) throws InterruptedException, IOException {
        long heard = System.nanoTime();
        for (long left = store.behind(), before = left; left > 0; left = store.behind()) {
            display.status("Reading: %,d events left, %,d MiB on disk", left, store.historyBytes() >> 20);
            heard = left == before ? heard : System.nanoTime();
            before = left;
            if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
                throw new IllegalStateException("The gateway's streams have read no event for "
                        + LONGEST_SILENCE.toMinutes() + " minutes; the log says why.");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Asks for the past of users drawn at random, who have as many events as may be kept. */
    PastFigures past(FilledStore store, int warmUp, int questions) {
        UserKnowledge anew = new UserKnowledge(store.state(), new KeptPasts(0), Clock.systemUTC());
        UserKnowledge kept = new UserKnowledge(store.state(), store.pasts(), Clock.systemUTC());
        KnowledgeChoice choice = new KnowledgeChoice(KnowledgeBenchmarkSettings.HISTORY, true);
        Random random = new Random(1);
        double[] reading = new double[questions];
        double[] whole = new double[questions];
        double[] again = new double[questions];
        for (int i = -warmUp; i < questions; i++) {
            String user = StoreFill.name(user(random));
            Film film = films.get(random.nextInt(films.size()));
            long start = System.nanoTime();
            store.state().history(user);
            long middle = System.nanoTime();
            anew.reader().before(user, TASK, film.input(), choice);
            long end = System.nanoTime();
            kept.reader().before(user, TASK, film.input(), choice);
            long second = System.nanoTime();
            kept.reader().before(user, TASK, film.input(), choice);
            if (i >= 0) {
                again[i] = (System.nanoTime() - second) / 1e6;
                reading[i] = (middle - start) / 1e6;
                whole[i] = (end - middle) / 1e6;
            }
        }
        return new PastFigures(
                fill.bounds().events(),
                questions,
                PairedTimes.quantile(reading, 0.5),
                PairedTimes.quantile(reading, 0.95),
                PairedTimes.quantile(whole, 0.5),
                PairedTimes.quantile(whole, 0.95),
                PairedTimes.quantile(again, 0.5),
                PairedTimes.quantile(again, 0.95));
    }

    private int user(Random random) {
        int user = random.nextInt(fill.users());
        return fill.large(user) ? user - 1 : user;
    }
}
