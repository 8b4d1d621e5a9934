package dev.intarsia.benchmarks.trainer;

import static java.util.Objects.requireNonNull;

import dev.intarsia.benchmarks.engine.BenchmarkProgress;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.trainer.TrainerService;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.connect.KafkaClients;
import dev.intarsia.trainer.observe.BatchReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;

/** How many events a second a trainer learns from that are waiting, exactly once and at least once, in turns. */
final class GuaranteeComparison {
    private static final String INSTANCE = "a";
    private static final long PATIENCE_MINUTES = 10;

    private final TrainerBenchmarkOptions options;
    private final MeasuredLogs logs;
    private final BenchmarkProgress progress;

    /**
     * Events a second, turn by turn.
     *
     * @param exactlyOnce as the trainer works
     * @param atLeastOnce without transactions
     */
    record Rates(List<Double> exactlyOnce, List<Double> atLeastOnce) {
        /** Exactly once over at least once, the median of the turns. */
        double ratio() {
            List<Double> ratios = new ArrayList<>();
            for (int turn = 0; turn < exactlyOnce.size(); turn++) {
                ratios.add(exactlyOnce.get(turn) / atLeastOnce.get(turn));
            }
            return ratios.stream().sorted().toList().get(ratios.size() / 2);
        }
    }

    /** Counts a trainer's events from its first batch on, which is not counted. */
    private static final class Counter {
        private final CountDownLatch done = new CountDownLatch(1);
        private final int all;
        private int seen;
        private int first;
        private long begun;
        private volatile double perSecond;

        private Counter(int all) {
            this.all = all;
        }

        private void committed(BatchReport report) {
            long now = System.nanoTime();
            if (seen == 0) {
                first = report.events();
                begun = now;
            }
            seen += report.events();
            if (seen == all) {
                perSecond = (all - first) * 1e9 / (now - begun);
                done.countDown();
            }
        }
    }

    GuaranteeComparison(TrainerBenchmarkOptions options, MeasuredLogs logs, BenchmarkProgress progress) {
        this.options = requireNonNull(options);
        this.logs = requireNonNull(logs);
        this.progress = requireNonNull(progress);
    }

    /**
     * Compares, after a turn of each that does not count.
     *
     * @param size of the log that each turn has to itself
     */
    Rates measure(int turns, LogSize size) throws IOException, InterruptedException {
        TrainerConfig any = config("", options.state());
        List<Double> exactly = new ArrayList<>();
        List<Double> atLeast = new ArrayList<>();
        try (LanguageModel model = LanguageModel.load(any.model().path(), EngineOptions.of(any.model()));
                Admin admin = logs.admin()) {
            for (int turn = 0; turn <= turns; turn++) {
                String prefix = size.label() + turn;
                boolean exactlyFirst = turn % 2 == 0;
                double first = turn(admin, model, size, prefix + "a.", exactlyFirst);
                double second = turn(admin, model, size, prefix + "b.", !exactlyFirst);
                if (turn > 0) {
                    exactly.add(exactlyFirst ? first : second);
                    atLeast.add(exactlyFirst ? second : first);
                    progress.show(
                            "%.1f events a second exactly once, %.1f at least once",
                            exactly.get(turn - 1), atLeast.get(turn - 1));
                }
            }
        }
        return new Rates(exactly, atLeast);
    }

    private double turn(Admin admin, LanguageModel model, LogSize size, String prefix, boolean exactlyOnce)
            throws IOException, InterruptedException {
        SyntheticLog log = logs.write(admin, prefix, size);
        Path state = options.state().resolve(prefix);
        Function<TrainerConfig, KafkaClients> clients =
                exactlyOnce ? KafkaClients::of : config -> new AtLeastOnceClients(config, INSTANCE);
        Counter counter = new Counter(size.events());
        TrainerConfig config = config(prefix, state);
        try (TrainerService trainer =
                new TrainerService(config, model, model.tokenizer(), counter::committed, clients.apply(config))) {
            trainer.start();
            if (!counter.done.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(
                        "The trainer has not learned from " + size.events() + " events within " + PATIENCE_MINUTES
                                + " minutes; the log says why.",
                        trainer.failure().orElse(null));
            }
            return counter.perSecond;
        } finally {
            log.delete(admin);
            Utils.delete(state.toFile());
        }
    }

    private TrainerConfig config(String prefix, Path state) {
        Map<String, String> settings = options.settings(logs.cluster(), prefix, INSTANCE, state);
        settings.put("management.port", "0");
        return TrainerConfig.SETTINGS.with(settings);
    }
}
