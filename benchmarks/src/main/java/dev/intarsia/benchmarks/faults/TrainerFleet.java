package dev.intarsia.benchmarks.faults;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/** The trainers of one consumer group, each a process that is started again under its name. */
final class TrainerFleet implements AutoCloseable {
    private final Map<String, String> settings;
    private final Path logs;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<TrainerLife> lives = new ArrayList<>();
    private int endedAlone;
    private int kills;

    /** @param settings which all of them have, with the group's id */
    TrainerFleet(Map<String, String> settings, Path logs) {
        this.settings = Map.copyOf(settings);
        this.logs = requireNonNull(logs);
    }

    /** Starts as many more. */
    void add(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            lives.add(start(lives.size()));
        }
    }

    private TrainerLife start(int number) throws IOException {
        Map<String, String> own = new TreeMap<>(settings);
        own.put("kafka.instance", instance(number));
        own.put("state.directory", state(number).toString());
        return TrainerLife.start(own, logs.resolve("trainer-" + instance(number) + ".log"), client);
    }

    private Path state(int number) {
        return logs.resolve("state").resolve(transactionalId(number));
    }

    private static String instance(int number) {
        return Character.toString('a' + number);
    }

    /**
     * Kills one at a point of its work, and starts it again, every second time without its disk; false where it did not come
     * to that point.
     */
    boolean killAndRestart(int number, KillPoint point, KillWatch watch) throws IOException, InterruptedException {
        boolean alive = lives.get(number).alive();
        boolean there = watch.kill(lives.get(number), transactionalId(number), point);
        endedAlone += alive ? 0 : 1;
        if (++kills % 2 == 0) {
            Utils.delete(state(number).toFile());
        }
        lives.set(number, start(number));
        return there;
    }

    /** Waits until any has a transaction open; false where none has in time. */
    boolean awaitOpen(KillWatch watch) throws InterruptedException {
        return watch.awaitOpen(
                IntStream.range(0, lives.size()).mapToObj(this::transactionalId).toList());
    }

    private String transactionalId(int number) {
        return settings.get("kafka.group-id") + "-" + instance(number);
    }

    /** Starts those again that have ended, which none should. */
    void revive() throws IOException {
        for (int number = 0; number < lives.size(); number++) {
            if (!lives.get(number).alive()) {
                endedAlone++;
                lives.set(number, start(number));
            }
        }
    }

    /** How often one ended although nobody killed it. */
    int endedAlone() {
        return endedAlone;
    }

    /** Ends all of them in order. */
    @Override
    public void close() throws InterruptedException {
        for (TrainerLife life : lives) {
            life.close();
        }
        lives.clear();
    }
}
