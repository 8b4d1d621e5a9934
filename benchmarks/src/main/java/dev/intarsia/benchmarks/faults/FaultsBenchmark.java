package dev.intarsia.benchmarks.faults;

import static java.util.Objects.requireNonNull;

import dev.intarsia.benchmarks.engine.BenchmarkProgress;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.TopicCreation;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.verify.Counted;
import dev.intarsia.trainer.verify.Fault;
import dev.intarsia.trainer.verify.Verification;
import dev.intarsia.trainer.verify.VerificationProgress;
import dev.intarsia.trainer.verify.VerificationReport;
import dev.intarsia.trainer.verify.VerificationScope;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/**
 * Kills trainers and the broker while events stream in, lets the trainers come to the end, verifies what they have
 * written, and compares it with what an undisturbed trainer makes of the same events.
 */
public final class FaultsBenchmark {
    private static final int TRAINERS = 2;
    private static final int PARTITIONS = 4;
    private static final String ELSEWHERE = "ELSEWHERE";

    private final FaultsOptions options;
    private final RestartableBroker broker;
    private final String registryUrl;
    private final BenchmarkProgress progress;
    private final Map<String, Integer> killsAt = new TreeMap<>();
    private int brokerKillsInTransaction;
    private final long start = System.nanoTime();

    private FaultsBenchmark(
            FaultsOptions options, RestartableBroker broker, String registryUrl, BenchmarkProgress progress) {
        this.options = requireNonNull(options);
        this.broker = requireNonNull(broker);
        this.registryUrl = requireNonNull(registryUrl);
        this.progress = requireNonNull(progress);
    }

    /**
     * Runs everything.
     *
     * @param broker running, with no topics; is left running
     * @param out hears what happens, and the table at the end
     */
    public static FaultsResult run(FaultsOptions options, RestartableBroker broker, String registryUrl, PrintStream out)
            throws IOException, InterruptedException {
        Files.createDirectories(options.output());
        FaultsResult result = new FaultsBenchmark(options, broker, registryUrl, new BenchmarkProgress(out)).measure();
        out.printf("%n%s%n", FaultsReport.write(result, options.output()));
        return result;
    }

    private FaultsResult measure() throws IOException, InterruptedException {
        Topics disturbed = topics("disturbed.");
        Topics alone = topics("undisturbed.");
        try (Registry registry = Registry.connect(registryUrl, Map.of(), RetryPolicy.DEFAULT);
                AvroSerdes serdes = new AvroSerdes(registry);
                EventFeed feed =
                        new EventFeed(broker.bootstrapServers(), serdes, disturbed, options.users(), options.seed())) {
            SchemaBootstrap schemas = new SchemaBootstrap(registry);
            schemas.declare(disturbed);
            schemas.declare(alone);
            int endedAlone = disturb(feed, disturbed);
            VerificationReport report = verify(disturbed, options.recompute());
            FinalAdapters.Difference difference = FinalAdapters.read(broker.bootstrapServers(), serdes, disturbed)
                    .from(undisturbed(feed, serdes, alone));
            difference.apart().forEach(module -> progress.show("disturbed and undisturbed: %s", module));
            return result(feed, endedAlone, report, difference);
        }
    }

    private Topics topics(String prefix) {
        Topics topics = Topics.of(prefix, PARTITIONS);
        try (Admin admin = admin()) {
            new TopicCreation(admin).create(topics);
        }
        return topics;
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /** Feeds and kills in turn, then lets the trainers come to the end; returns how many ended by themselves. */
    private int disturb(EventFeed feed, Topics topics) throws IOException, InterruptedException {
        Random random = new Random(options.seed() + 1);
        try (Admin admin = admin();
                TrainerFleet fleet = new TrainerFleet(settings(topics), options.output())) {
            GroupProgress group = group(admin, topics);
            KillWatch watch = new KillWatch(admin, group, random);
            fleet.add(TRAINERS);
            int portion = options.events() / (options.kills() + 1);
            int last = random.nextInt(TRAINERS);
            int brokerKills = 0;
            for (int kill = 1; kill <= options.kills(); kill++) {
                feed.send(portion);
                KillPoint point = KillPoint.values()[(kill - 1) % KillPoint.values().length];
                // Only one that was just started reads its partitions back.
                last = point == KillPoint.RESTORE ? last : random.nextInt(TRAINERS);
                if (brokerKills < kill * options.brokerKills() / options.kills()) {
                    brokerKills++;
                    killBroker(fleet, watch);
                }
                boolean there = fleet.killAndRestart(last, point, watch);
                killsAt.merge(there ? point.name() : ELSEWHERE, 1, Integer::sum);
                progress.show(
                        "kill %d of %d: trainer %d %s", kill, options.kills(), last + 1, there ? point : ELSEWHERE);
            }
            feed.send(options.events() - feed.events());
            drain(group, fleet);
            return fleet.endedAlone();
        }
    }

    private void killBroker(TrainerFleet fleet, KillWatch watch) throws InterruptedException {
        boolean open = fleet.awaitOpen(watch);
        broker.kill();
        broker.restart();
        brokerKillsInTransaction += open ? 1 : 0;
        progress.show("the broker was killed %s and is back", open ? "with a transaction open" : "with none open");
    }

    private GroupProgress group(Admin admin, Topics topics) {
        return new GroupProgress(admin, requireNonNull(settings(topics).get("kafka.group-id")), topics.events());
    }

    private void drain(GroupProgress group, TrainerFleet fleet) throws IOException, InterruptedException {
        group.drain(left -> fleet.revive());
        progress.show("all events are learned from");
    }

    private VerificationReport verify(Topics topics, int recompute) throws IOException {
        Map<String, String> settings = settings(topics);
        settings.put("kafka.instance", "verify");
        try (Verification verification = new Verification(
                TrainerConfig.SETTINGS.with(settings),
                new VerificationScope(Optional.empty(), recompute),
                VerificationProgress.NONE)) {
            VerificationReport report = verification.run();
            report.findings()
                    .forEach(finding ->
                            progress.show("%s, user %s: %s", finding.where(), finding.user(), finding.what()));
            progress.show(
                    "verified: %,d events accepted, %,d lineages follow from them",
                    report.count(Counted.ACCEPTED), report.count(Counted.LINEAGES));
            return report;
        }
    }

    /** The adapters that one trainer, left alone, makes of the same events. */
    private FinalAdapters undisturbed(EventFeed feed, AvroSerdes serdes, Topics topics)
            throws IOException, InterruptedException {
        try (EventFeed same = new EventFeed(broker.bootstrapServers(), serdes, topics, options.users(), 0);
                Admin admin = admin();
                TrainerFleet fleet = new TrainerFleet(settings(topics), options.output())) {
            same.send(feed.sent());
            fleet.add(1);
            drain(group(admin, topics), fleet);
        }
        VerificationReport report = verify(topics, 0);
        if (!report.sound()) {
            throw new IllegalStateException(
                    "The undisturbed run is wrong itself, so it is no measure: " + report.faults());
        }
        return FinalAdapters.read(broker.bootstrapServers(), serdes, topics);
    }

    private Map<String, String> settings(Topics topics) {
        String events = topics.events().name();
        String prefix = events.substring(0, events.length() - "events".length());
        Map<String, String> settings = new HashMap<>();
        // Small batches: more transactions to be killed in.
        settings.put("batch.max-events", "8");
        settings.put("batch.linger", "5ms");
        settings.putAll(options.trainer());
        settings.put("kafka.bootstrap-servers", broker.bootstrapServers());
        settings.put("kafka.topic-prefix", prefix);
        settings.put("kafka.group-id", prefix + "trainers");
        settings.put("kafka.partitions", Integer.toString(PARTITIONS));
        settings.put("schema-registry.url", registryUrl);
        return settings;
    }

    private FaultsResult result(
            EventFeed feed, int endedAlone, VerificationReport report, FinalAdapters.Difference difference) {
        // What never came to the log the topics cannot tell.
        long neverAccepted = Math.max(0, feed.events() - report.count(Counted.ACCEPTED));
        return new FaultsResult(
                killsAt.values().stream().mapToInt(Integer::intValue).sum(),
                killsAt,
                options.brokerKills(),
                brokerKillsInTransaction,
                feed.events(),
                options.users(),
                feed.duplicates(),
                feed.late(),
                report.faults(Fault.LOST) + neverAccepted,
                report.faults(Fault.DOUBLED),
                report.faults(Fault.LINEAGE) + report.faults(Fault.VERSION),
                endedAlone,
                report.faults(Fault.MISPLACED) + report.faults(Fault.WEIGHTS) + report.faults(Fault.RECOMPUTED),
                report.count(Counted.LINEAGES),
                report.count(Counted.SINCE_ROOT),
                report.notChecked().values().stream().mapToLong(Long::longValue).sum(),
                difference.apart().size(),
                difference.largest(),
                options.seed(),
                (System.nanoTime() - start) / 1_000_000_000L);
    }
}
