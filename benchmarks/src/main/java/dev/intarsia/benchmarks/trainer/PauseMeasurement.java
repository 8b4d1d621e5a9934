package dev.intarsia.benchmarks.trainer;

import static java.util.Objects.requireNonNull;

import dev.intarsia.benchmarks.engine.BenchmarkProgress;
import dev.intarsia.schemas.topic.BrokerAnswer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** How long partitions wait that go from one running trainer to a second one that starts. */
final class PauseMeasurement {
    private static final String PREFIX = "pause.";
    private static final String GROUP = PREFIX + "trainers";
    private static final String FIRST = "a";
    private static final String SECOND = "b";
    private static final long USUAL_NANOS = 20_000_000_000L;

    private final TrainerBenchmarkOptions options;
    private final MeasuredLogs logs;
    private final BenchmarkProgress progress;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * What was seen.
     *
     * @param moved per partition that went to the second trainer, the longest time between two of its signatures (ms)
     * @param stayed of the others
     * @param usual the longest of each partition while nothing moved
     */
    record Pauses(Map<Integer, Double> moved, Map<Integer, Double> stayed, Map<Integer, Double> usual) {
        /** How much longer than usual partitions waited that moved, in the median (ms). */
        double beyondUsual() {
            return median(moved) - median(usual);
        }

        private static double median(Map<Integer, Double> millis) {
            return millis.values().stream()
                    .sorted()
                    .skip(millis.size() / 2)
                    .findFirst()
                    .orElseThrow();
        }
    }

    PauseMeasurement(TrainerBenchmarkOptions options, MeasuredLogs logs, BenchmarkProgress progress) {
        this.options = requireNonNull(options);
        this.logs = requireNonNull(logs);
        this.progress = requireNonNull(progress);
    }

    /** @param size of the log that each partition is read back from */
    Pauses measure(LogSize size) throws IOException, InterruptedException {
        try (Admin admin = logs.admin()) {
            SyntheticLog log = logs.write(admin, PREFIX, size);
            log.done(admin, GROUP);
            try (MeasuredTrainer first = start(FIRST)) {
                first.ready();
                try (SyntheticLog.Trickle trickle = log.trickle();
                        PartitionPause pause = new PartitionPause(logs.cluster().bootstrapServers(), log.topics())) {
                    return moved(admin, trickle, pause);
                }
            } finally {
                log.delete(admin);
            }
        }
    }

    private Pauses moved(Admin admin, SyntheticLog.Trickle trickle, PartitionPause pause)
            throws IOException, InterruptedException {
        pause.readEach();
        pause.begin();
        long start = System.nanoTime();
        while (System.nanoTime() - start < USUAL_NANOS) {
            pause.read();
        }
        Map<Integer, Double> usual = pause.longest();
        pause.begin();
        Set<Integer> others;
        try (MeasuredTrainer second = start(SECOND)) {
            while (held(admin).isEmpty()) {
                pause.read();
            }
            others = held(admin);
            pause.readEach();
            trickle.requireRunning();
        }
        Map<Integer, Double> moved = pause.longest();
        moved.keySet().retainAll(others);
        Map<Integer, Double> stayed = pause.longest();
        stayed.keySet().removeAll(others);
        Pauses pauses = new Pauses(moved, stayed, usual);
        progress.show("%d partitions moved: a pause of %.0f ms beyond the usual", moved.size(), pauses.beyondUsual());
        return pauses;
    }

    /** The partitions of the second trainer. */
    private static Set<Integer> held(Admin admin) {
        return BrokerAnswer.await(admin.describeConsumerGroups(List.of(GROUP)).all()).values().stream()
                .flatMap(group -> group.members().stream())
                .filter(member ->
                        member.groupInstanceId().filter(SECOND::equals).isPresent())
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    private MeasuredTrainer start(String instance) throws IOException {
        Path state = options.state().resolve(PREFIX + instance);
        Map<String, String> settings = options.settings(logs.cluster(), PREFIX, instance, state);
        // Training would hold up all partitions at once.
        settings.put("update.every", "1000");
        return MeasuredTrainer.start(settings, options.output().resolve("trainer-pause-" + instance + ".log"), client);
    }
}
