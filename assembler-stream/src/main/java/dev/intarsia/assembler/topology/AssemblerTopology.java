package dev.intarsia.assembler.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.common.serialization.Serdes.ByteArray;
import static org.apache.kafka.common.serialization.Serdes.String;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.assembler.observe.AssemblerMetrics;
import dev.intarsia.assembler.output.Output;
import dev.intarsia.assembler.output.Rekeying;
import dev.intarsia.assembler.pool.GateProcessor;
import dev.intarsia.assembler.pool.HarmWatch;
import dev.intarsia.assembler.pool.LivePool;
import dev.intarsia.assembler.pool.LivePopulation;
import dev.intarsia.assembler.pool.Preparation;
import dev.intarsia.assembler.pool.SettleTimes;
import dev.intarsia.assembler.roster.CandidateSerde;
import dev.intarsia.assembler.roster.ElectionProcessor;
import dev.intarsia.assembler.roster.ReleaseProcessor;
import dev.intarsia.assembler.user.AssemblerStores;
import dev.intarsia.assembler.user.ConsentProcessor;
import dev.intarsia.assembler.user.PastSignatures;
import dev.intarsia.assembler.user.SignatureProcessor;
import dev.intarsia.assembler.user.UserRules;
import dev.intarsia.pieces.election.Candidate;
import dev.intarsia.pieces.election.ElectionRules;
import dev.intarsia.pieces.election.HarmRule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.KeyFormat;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.erasure.Erasures;
import dev.intarsia.service.erasure.RemovalReports;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * Signatures, pieces and consents to assignments and the roster.
 *
 * <p>Signatures and consents of a user meet in one task with the user's state; every task sees all pieces; candidates of
 * all tasks meet on the one partition of an internal topic, where elections are held.
 */
public final class AssemblerTopology {
    private final AssemblerConfig config;
    private final Topics topics;
    private final AvroSerdes serdes;
    private final PastSignatures past;
    private final AssemblerMetrics metrics;
    private final Preparation preparation;
    private final StreamsBuilder builder = new StreamsBuilder();

    private AssemblerTopology(
            AssemblerConfig config,
            AvroSerdes serdes,
            PastSignatures past,
            AssemblerMetrics metrics,
            Preparation preparation) {
        this.preparation = preparation;
        this.config = config;
        this.topics = topics(config);
        this.serdes = serdes;
        this.past = past;
        this.metrics = metrics;
    }

    /**
     * The topology of one assembler; each needs its own.
     *
     * @param preparation how changed pools are made ready
     */
    public static Topology build(
            AssemblerConfig config,
            AvroSerdes serdes,
            PastSignatures past,
            AssemblerMetrics metrics,
            Preparation preparation) {
        return new AssemblerTopology(config, serdes, past, metrics, preparation).build();
    }

    /** The catalogue under the configured prefix. */
    public static Topics topics(AssemblerConfig config) {
        return Topics.of(config.kafka());
    }

    private Topology build() {
        HarmWatch watch = new HarmWatch(new HarmRule(config.roster().harm()), preparation.nanoTime());
        LivePool live = new LivePool(
                config.signatures().kind(),
                AssemblerSettings.weights(config.weights()),
                new SettleTimes(config.pool().settle(), config.pool().settleAtMost()),
                new LivePopulation(AssemblerSettings.sample(config.population())),
                preparation,
                watch,
                metrics::poolInUse);
        readGates(live);
        KStream<byte[], Output> outputs = outputs(live);
        sendAssignments(outputs);
        sendRekeyed(outputs);
        sendDeadLetters(outputs, "dead-letters");
        holdElections(outputs, watch);
        sendDeadLetters(checkedRoster(), "roster-dead-letters");
        sendReports(outputs);
        readReleases(live);
        eraseReleases(outputs);
        return builder.build();
    }

    private void readGates(LivePool live) {
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(GateProcessor.GATES),
                                KeyFormat.MODULE.serde(),
                                serdes.values(topics.gates()))
                        .withLoggingDisabled(),
                topics.gates().name(),
                Consumed.with(ByteArray(), ByteArray()).withName("gates"),
                () -> new GateProcessor(
                        serdes.reader(topics.gates()), config.signatures().sketch(), live));
    }

    private KStream<byte[], Output> outputs(LivePool live) {
        UserRules rules = userRules(config);
        builder.addStateStore(AssemblerStores.usersBuilder(forgetful(), rules.decay(), metrics::stateWritten));
        builder.addStateStore(Erasures.storeBuilder(forgetful()));
        builder.addStateStore(AssemblerStores.populationBuilder(forgetful()));
        builder.addStateStore(RemovalReports.storeBuilder(serdes.values(topics.erasures()), forgetful()));
        KStream<byte[], Output> ofSignatures = builder.stream(
                        topics.signatures().name(),
                        Consumed.with(ByteArray(), ByteArray()).withName("signatures"))
                .process(
                        () -> new SignatureProcessor(serdes.reader(topics.signatures()), rules, live, metrics),
                        Named.as("count-signatures"),
                        AssemblerStores.USERS,
                        Erasures.STORE,
                        AssemblerStores.POPULATION,
                        RemovalReports.STORE);
        KStream<byte[], Output> ofConsents = builder.stream(
                        topics.consents().name(),
                        Consumed.with(ByteArray(), ByteArray()).withName("consents"))
                .process(
                        () -> new ConsentProcessor(
                                serdes.reader(topics.consents()),
                                new Rekeying(serdes.readerOfAll(topics.consents())),
                                rules,
                                past,
                                live,
                                metrics),
                        Named.as("follow-consents"),
                        AssemblerStores.USERS,
                        Erasures.STORE,
                        AssemblerStores.POPULATION,
                        RemovalReports.STORE);
        return ofSignatures.merge(ofConsents, Named.as("outputs"));
    }

    /** A changelog holds what the topics hold, and forgets it as soon. */
    private Map<String, String> forgetful() {
        return topics.assignments().settings();
    }

    /** How users' records are counted by the configuration. */
    public static UserRules userRules(AssemblerConfig config) {
        return new UserRules(
                config.model().fingerprint(),
                config.signatures().kind(),
                config.signatures().sketch(),
                AssemblerSettings.decay(config.signatures()),
                config.signatures().remember(),
                config.roster().minEvents(),
                config.pool().rescore(),
                config.assignments().margin(),
                config.erasure().guard(),
                config.kafka().commitInterval());
    }

    private void sendAssignments(KStream<byte[], Output> outputs) {
        outputs.filter((user, output) -> output instanceof Output.Assigned || output instanceof Output.Erased)
                .mapValues(AssemblerTopology::assignmentOrNone)
                .to(
                        topics.assignments().name(),
                        Produced.with(ByteArray(), serdes.values(topics.assignments()))
                                .withName("assignments"));
    }

    @SuppressWarnings("NullAway") // A stream's value may be null, and erases when it is.
    private static Assignment assignmentOrNone(Output output) {
        return output instanceof Output.Assigned assigned ? assigned.assignment() : null;
    }

    /** On the partition of its user, whom the key of an event's erasure does not name alone. */
    private void sendRekeyed(KStream<byte[], Output> outputs) {
        outputs.filter((key, output) -> output instanceof Output.Rekeyed)
                .mapValues(output -> ((Output.Rekeyed) output).bytes())
                .to(
                        topics.consents().name(),
                        Produced.with(ByteArray(), ByteArray())
                                .withName("rekeyed-consents")
                                .withStreamPartitioner((topic, key, value, partitions) ->
                                        Optional.of(Set.of(topics.consents().partition(consentKey(key), partitions)))));
    }

    /** Of bytes that were read as one before. */
    private static ConsentKey consentKey(byte[] key) {
        return ConsentKey.parse(new String(key, UTF_8));
    }

    /** Last of all, so that it changes no name of what was there before it. */
    private KStream<byte[], Output> checkedRoster() {
        return builder.stream(
                        topics.roster().name(),
                        Consumed.with(ByteArray(), ByteArray()).withName("roster-read-back"))
                .process(() -> new RosterCheck(serdes.reader(topics.roster()), metrics), Named.as("check-roster"));
    }

    /** After what was there before it, for the same reason. */
    private void sendReports(KStream<byte[], Output> outputs) {
        outputs.filter((key, output) -> output instanceof Output.Removed)
                .mapValues(output -> ((Output.Removed) output).progress())
                .to(
                        topics.erasures().name(),
                        Produced.with(ByteArray(), serdes.values(topics.erasures()))
                                .withName("erasures-sink")
                                .withStreamPartitioner((topic, key, value, partitions) -> Optional.of(
                                        Set.of(topics.erasures().partition(RemovalReports.key(value), partitions)))));
    }

    /** After what was there before it, for the same reason. */
    private void readReleases(LivePool live) {
        builder.addGlobalStore(
                ReleaseProcessor.storeBuilder(serdes.values(topics.releases())),
                topics.releases().name(),
                Consumed.with(ByteArray(), ByteArray()).withName("releases"),
                () -> new ReleaseProcessor(serdes.reader(topics.releases()), live));
    }

    private void eraseReleases(KStream<byte[], Output> outputs) {
        outputs.filter((key, output) -> output instanceof Output.OrderErased)
                .mapValues(AssemblerTopology::nothing)
                .to(
                        topics.releases().name(),
                        Produced.with(ByteArray(), ByteArray()).withName("releases-sink"));
    }

    @SuppressWarnings("NullAway") // A stream's value may be null, and erases when it is.
    private static byte[] nothing(Output output) {
        return null;
    }

    private void sendDeadLetters(KStream<byte[], Output> outputs, String name) {
        outputs.filter((key, output) -> output instanceof Output.Refused)
                .mapValues(output -> ((Output.Refused) output).bytes())
                .to(
                        topics.deadLetters().name(),
                        Produced.with(ByteArray(), ByteArray()).withName(name));
    }

    private void holdElections(KStream<byte[], Output> outputs, HarmWatch watch) {
        Serde<Candidate> candidates = CandidateSerde.FORM.serde();
        builder.addStateStore(ElectionProcessor.candidatesBuilder(forgetful()));
        builder.addStateStore(ElectionProcessor.rosterBuilder(forgetful()));
        AssemblerConfig.Roster roster = config.roster();
        ElectionRules rules = AssemblerSettings.election(config.roster());
        outputs.filter((user, output) -> output instanceof Output.CandidacyChange)
                .map((user, output) -> KeyValue.pair(new String(user, UTF_8), candidateOrNone(output)))
                .repartition(Repartitioned.with(String(), candidates)
                        .withName("candidates")
                        .withNumberOfPartitions(1))
                .process(
                        () -> new ElectionProcessor(
                                rules, roster.settle(), new HarmRule(roster.harm()), watch::harmful),
                        Named.as("hold-elections"),
                        ElectionProcessor.CANDIDATES,
                        ElectionProcessor.ROSTER)
                .to(
                        topics.roster().name(),
                        Produced.with(String(), serdes.values(topics.roster())).withName("roster"));
    }

    @SuppressWarnings("NullAway") // A stream's value may be null, for a user who no longer stands.
    private static Candidate candidateOrNone(Output output) {
        return ((Output.CandidacyChange) output).candidate();
    }
}
