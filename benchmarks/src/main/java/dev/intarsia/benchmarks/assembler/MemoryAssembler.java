package dev.intarsia.benchmarks.assembler;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.assembler.observe.AssemblerMetrics;
import dev.intarsia.assembler.output.Output;
import dev.intarsia.assembler.pool.GateProcessor;
import dev.intarsia.assembler.pool.HarmWatch;
import dev.intarsia.assembler.pool.LivePool;
import dev.intarsia.assembler.pool.LivePopulation;
import dev.intarsia.assembler.pool.Preparation;
import dev.intarsia.assembler.pool.SettleTimes;
import dev.intarsia.assembler.topology.AssemblerTopology;
import dev.intarsia.assembler.user.AssemblerStores;
import dev.intarsia.assembler.user.AssemblerUserState;
import dev.intarsia.assembler.user.SignatureProcessor;
import dev.intarsia.assembler.user.UserRules;
import dev.intarsia.pieces.assemble.BayesianWeights;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.erasure.Erasures;
import dev.intarsia.service.erasure.RemovalReports;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One assembler's processors for signatures and gates as they are, with stores in memory, a schema registry in memory and a
 * clock that is set from outside. What they forward as assignments is put into bytes.
 */
final class MemoryAssembler implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Topics topics = Topics.of("", 1);
    private final AvroSerdes serdes;
    private final Serializer<EventSignature> signatures;
    private final Serializer<Assignment> assignments;
    private final Serializer<Gate> gateForm;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryContext<byte[], Output> context = new MemoryContext<>(this::send);
    private final MemoryContext<Void, Void> gateContext = new MemoryContext<>(record -> {});
    private final KeyValueStore<ModuleKey, Gate> gates = new MemoryStore<>(
            GateProcessor.GATES, Comparator.comparing(ModuleKey::user).thenComparing(ModuleKey::module), null);
    private final MemoryStore<String, AssemblerUserState> users;
    private final BayesianWeights weights;
    private final LivePool live;
    private final GateProcessor ofGates;
    private final SignatureProcessor ofSignatures;
    private boolean begun;
    private long now = SyntheticBehavior.BEGIN.plus(Duration.ofDays(30)).toEpochMilli();
    private double preparingSeconds;
    private long assigned;
    private long assignedBytes;

    /**
     * @param settings over the assembler's own
     * @param inBytes whether users are stored as bytes, and read back for each look, or as they are
     */
    MemoryAssembler(Map<String, String> settings, boolean inBytes) {
        Registry registry = new Registry(
                new MockSchemaRegistryClient(), "mock://benchmark", new RetryPolicy(Duration.ZERO, MOMENT, MOMENT));
        new SchemaBootstrap(registry).declare(topics);
        serdes = new AvroSerdes(registry);
        signatures = serdes.values(topics.signatures()).serializer();
        gateForm = serdes.values(topics.gates()).serializer();
        assignments = serdes.values(topics.assignments()).serializer();
        AssemblerConfig config = AssemblerConfig.SETTINGS.with(settings(settings));
        UserRules rules = AssemblerTopology.userRules(config);
        AssemblerMetrics metrics = new AssemblerMetrics(meters);
        users = new MemoryStore<>(
                AssemblerStores.USERS,
                Comparator.<String>naturalOrder(),
                inBytes ? AssemblerStores.userForm(rules.decay()) : null);
        weights = (BayesianWeights) AssemblerSettings.weights(config.weights());
        live = new LivePool(
                config.signatures().kind(),
                weights,
                new SettleTimes(config.pool().settle(), config.pool().settleAtMost()),
                new LivePopulation(AssemblerSettings.sample(config.population())),
                Preparation.on(this::prepare),
                HarmWatch.off(),
                metrics::poolInUse);
        ofGates = new GateProcessor(
                serdes.reader(topics.gates()), config.signatures().sketch(), live);
        ofSignatures = new SignatureProcessor(serdes.reader(topics.signatures()), rules, live, metrics);
        context.add(users);
        context.add(new MemoryStore<String, Long>(Erasures.STORE, Comparator.naturalOrder(), null));
        context.add(new MemoryStore<String, Object>(AssemblerStores.POPULATION, Comparator.naturalOrder(), null));
        context.add(new MemoryStore<String, Object>(RemovalReports.STORE, Comparator.naturalOrder(), null));
        context.add(gates);
        gateContext.add(gates);
        ofGates.init(gateContext);
    }

    /** With the posterior mean's weights, which the benchmark is about. */
    static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("weights.kind", "bayes", "kafka.partitions", "1"));
        settings.putAll(more);
        return settings;
    }

    private void prepare(Runnable work) {
        preparingSeconds += CoreTime.seconds(work);
    }

    private void send(Record<? extends byte[], ? extends Output> record) {
        if (record.value() instanceof Output.Assigned output) {
            assigned++;
            assignedBytes += assignments.serialize(topics.assignments().name(), output.assignment()).length;
        } else if (record.value() instanceof Output.Refused) {
            throw new IllegalStateException("The benchmark's own records must not be refused; see the log for why.");
        }
    }

    /** The gate of a piece arrives. */
    void send(Gate gate) {
        gateContext.reading(topics.gates().name(), now);
        byte[] value = gateForm.serialize(topics.gates().name(), gate);
        byte[] key = (gate.getSharer() + "/" + gate.getModule()).getBytes(UTF_8);
        ofGates.process(new Record<>(key, value, now));
    }

    /** A signature as it travels. */
    byte[] bytes(EventSignature signature) {
        return signatures.serialize(topics.signatures().name(), signature);
    }

    /** A signature arrives. */
    void send(byte[] user, byte[] signature) {
        if (!begun) {
            begin();
        }
        context.reading(topics.signatures().name(), now);
        ofSignatures.process(new Record<>(user, signature, now));
    }

    private void begin() {
        begun = true;
        ofSignatures.init(context);
    }

    /** Lets time pass, and has done what is to be done then. */
    void tick() {
        if (!begun) {
            begin();
        }
        now += TICK.toMillis();
        context.reading(topics.signatures().name(), now);
        for (MemoryContext.Scheduled scheduled : context.scheduled()) {
            if (scheduled.every().equals(TICK)) {
                Punctuator call = scheduled.call();
                call.punctuate(now);
            }
        }
    }

    /** Lets time pass until another pool is in use. */
    void untilNextPool() {
        long generation = live.generation();
        while (live.generation() == generation) {
            tick();
        }
    }

    /** Lets time pass until another sample of the population is in use. */
    void untilNextSample() {
        SignatureSample before = live.assembler().sample();
        while (live.assembler().sample() == before) {
            tick();
        }
    }

    /** Lets time pass until all that has changed is in use, and all users have been looked at. */
    void settle() {
        long generation;
        do {
            generation = live.generation();
            for (int i = 0; i < 200 || waitingUsers() > 0; i++) {
                tick();
            }
        } while (live.generation() != generation);
    }

    double waitingUsers() {
        return gauge("intarsia.assembler.reassembly.users");
    }

    double waitingSeconds() {
        return gauge("intarsia.assembler.reassembly.seconds");
    }

    private double gauge(String name) {
        Gauge gauge = meters.find(name).gauge();
        return gauge == null ? 0 : gauge.value();
    }

    /** The rule in force. */
    BayesianWeights weights() {
        return weights;
    }

    LivePool live() {
        return live;
    }

    MemoryStore<String, AssemblerUserState> users() {
        return users;
    }

    /** How long making pools ready has taken, in ms of one core. */
    double preparingMillis() {
        return preparingSeconds * 1e3;
    }

    /** How many assignments were given. */
    long assigned() {
        return assigned;
    }

    /** Bytes of an assignment on average. */
    double assignmentBytes() {
        return assigned == 0 ? 0 : (double) assignedBytes / assigned;
    }

    @Override
    public void close() {
        if (begun) {
            ofSignatures.close();
        }
        serdes.close();
    }
}
