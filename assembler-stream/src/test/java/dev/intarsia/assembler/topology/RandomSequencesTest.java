package dev.intarsia.assembler.topology;

import static dev.intarsia.assembler.fixture.Records.consent;
import static dev.intarsia.assembler.roster.ElectionProcessor.CANDIDATES;
import static dev.intarsia.assembler.roster.ElectionProcessor.ROSTER;
import static dev.intarsia.assembler.user.AssemblerStores.POPULATION;
import static dev.intarsia.assembler.user.AssemblerStores.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.assembler.fixture.DrivenAssembler;
import dev.intarsia.assembler.fixture.Records;
import dev.intarsia.assembler.fixture.ReferenceAssembler;
import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.assemble.ModuleAssembly;
import dev.intarsia.pieces.assemble.Weights;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.ModuleSignature;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.topic.WithdrawalReason;
import dev.intarsia.service.erasure.Erasures;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random sequences of everything that reaches an assembler, against a plain fold over the same input: whatever was sent and
 * however often it was restarted, once all has settled each user's last assignment gains what the best would, up to the
 * margin. With the system property {@code intarsia.tests.long} twenty times as many sequences.
 */
class RandomSequencesTest {
    private static final int DRIVERS = Boolean.getBoolean("intarsia.tests.long") ? 160 : 8;
    private static final int SEQUENCES = 30;
    private static final int MOST_STEPS = 30;
    private static final int PEOPLE = 8;
    private static final int SHARERS = 6;
    private static final int LENGTH = 3;
    private static final double MARGIN = 0.02;
    private static final List<String> MODULES = List.of("0.q", "0.v");

    @TempDir
    private Path state;

    private Random random = new Random(0);
    private Map<String, String> settings = Map.of();
    private DrivenAssembler driven;
    private ReferenceAssembler reference;
    private String baseModel = Records.BASE;
    private int restarts;
    private int events;
    private Instant ingested = Instant.EPOCH;
    private final Map<String, Assignment> last = new HashMap<>();
    private final Map<String, Instant> erased = new HashMap<>();
    private final Set<String> erasedOnce = new HashSet<>();

    @ParameterizedTest(name = "{0}, keeping {1} pieces")
    @CsvSource({"bayes, 2", "bayes, 0", "ridge, 2", "paper, 0"})
    void shouldComeToWhatAFoldOverTheInputGives(String kind, int keepLargest) {
        for (int seed = 0; seed < DRIVERS; seed++) {
            begin(kind, keepLargest, seed);
            try {
                for (int sequence = 0; sequence < SEQUENCES; sequence++) {
                    for (int left = 1 + random.nextInt(MOST_STEPS); left > 0; left--) {
                        step();
                    }
                    settle();
                    check("seed " + seed + ", sequence " + sequence);
                }
            } finally {
                driven.close();
            }
        }
    }

    private void begin(String kind, int keepLargest, int seed) {
        random = new Random(seed);
        settings = new HashMap<>(Map.of(
                "signatures.sketch",
                LENGTH + "",
                "signatures.remember",
                "100000",
                "assignments.margin",
                MARGIN + "",
                "pool.settle",
                "200ms",
                "pool.settle-at-most",
                "1s",
                "pool.rescore",
                "3",
                "weights.kind",
                kind,
                "weights." + (kind.equals("ridge") ? "ridge" : "bayes") + ".keep-largest",
                keepLargest + "",
                "population.users",
                "5",
                "population.events-per-user",
                "3"));
        baseModel = Records.BASE;
        last.clear();
        erased.clear();
        erasedOnce.clear();
        reference = new ReferenceAssembler(baseModel, 5, 3);
        driven = started(Records.NOON);
        ingested = driven.now();
    }

    private DrivenAssembler started(Instant now) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("model.fingerprint", baseModel);
        return new DrivenAssembler(state.resolve("state-" + restarts++), all, new MockSchemaRegistryClient(), now);
    }

    private void step() {
        int kind = random.nextInt(100);
        String user = "user-" + random.nextInt(PEOPLE);
        if (kind < 50) {
            signature(user);
        } else if (kind < 58) {
            again();
        } else if (kind < 66) {
            retract(user);
        } else if (kind < 80) {
            piece();
        } else if (kind < 86) {
            withdraw();
        } else if (kind < 90) {
            driven.send(consent(user, random.nextBoolean(), 1));
        } else if (kind < 93) {
            erase(user);
        } else if (kind < 94) {
            restart(random.nextInt(4) == 0 ? "base-" + random.nextInt(2) : baseModel);
        } else {
            driven.pass(Duration.ofMillis(100L * (1 + random.nextInt(8))));
            read();
        }
    }

    /** Events are dated at random, some of them long before others that came earlier. */
    private void signature(String user) {
        EventSignature signature = EventSignature.newBuilder(Records.signature(user, "e" + events++, 0))
                .setBaseModel(random.nextInt(20) == 0 ? "another" : baseModel)
                .setEventTime(Records.NOON.minusSeconds(random.nextInt(100_000)))
                .setIngestedAt(tick())
                .setModules(MODULES.stream()
                        .map(module -> new ModuleSignature(module, LittleEndianFloats.encode(vector(1))))
                        .toList())
                .build();
        driven.send(signature);
        reference.signature(signature);
    }

    private Instant tick() {
        ingested = (ingested.isBefore(driven.now()) ? driven.now() : ingested).plusMillis(1);
        return ingested;
    }

    private float[] vector(double size) {
        float[] vector = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            vector[i] = (float) (size * random.nextGaussian());
        }
        return vector;
    }

    /** What has an effect once more was accepted once more. */
    private void again() {
        List<EventSignature> sent = reference.sent();
        if (!sent.isEmpty()) {
            EventSignature signature = sent.get(random.nextInt(sent.size()));
            boolean counts = reference.counted(signature.getUser()).stream()
                    .anyMatch(event -> event.getEventId().equals(signature.getEventId()));
            send(
                    counts == signature.getRetracted() && !reference.isErased(signature)
                            ? EventSignature.newBuilder(signature)
                                    .setIngestedAt(tick())
                                    .build()
                            : signature);
        }
    }

    private void send(EventSignature signature) {
        driven.send(signature);
        reference.signature(signature);
    }

    private void retract(String user) {
        List<EventSignature> counted = reference.counted(user);
        if (!counted.isEmpty()) {
            EventSignature retraction = EventSignature.newBuilder(counted.get(random.nextInt(counted.size())))
                    .setIngestedAt(tick())
                    .setRetracted(true)
                    .build();
            send(retraction);
        }
    }

    private void piece() {
        Gate piece = Gate.newBuilder(Records.piece(
                        "s" + random.nextInt(SHARERS),
                        MODULES.get(random.nextInt(MODULES.size())),
                        1 + random.nextInt(1_000),
                        vector(random.nextInt(4) == 0 ? 2 : 0.5)))
                .setBaseModel(random.nextInt(20) == 0 ? "another" : baseModel)
                .build();
        driven.send(piece);
        reference.piece(piece);
    }

    private void withdraw() {
        String sharer = "s" + random.nextInt(SHARERS);
        String module = MODULES.get(random.nextInt(MODULES.size()));
        driven.withdraw(sharer, module, random.nextBoolean() ? WithdrawalReason.WITHDRAWN : WithdrawalReason.DEMOTED);
        reference.withdraw(sharer, module);
    }

    /** Now, or of a moment before the user's latest events, never of one before an earlier erasure. */
    private void erase(String user) {
        List<EventSignature> counted = reference.counted(user);
        Instant moment = counted.isEmpty() || random.nextBoolean()
                ? tick()
                : counted.get(random.nextInt(counted.size())).getIngestedAt();
        driven.erase(user, moment);
        reference.erase(user, moment);
        erasedOnce.add(user);
    }

    private void restart(String nextBaseModel) {
        read();
        DrivenAssembler before = driven;
        baseModel = nextBaseModel;
        driven = started(before.now());
        reference.restart(baseModel);
        reference.pieces().forEach(driven::send);
        driven.restore(before, USERS, POPULATION, Erasures.STORE, CANDIDATES, ROSTER);
        before.close();
    }

    /** Long enough for the pool, the sample, and those who are looked at last. */
    private void settle() {
        driven.pass(Duration.ofSeconds(5));
        read();
    }

    private void read() {
        driven.assignments().forEach(sent -> {
            if (sent.value == null) {
                last.remove(sent.key);
            } else {
                last.put(sent.key, sent.value);
            }
        });
    }

    private void check(String when) {
        Weights rule = AssemblerSettings.weights(
                AssemblerConfig.SETTINGS.with(withRidge(settings)).weights());
        Assembler assembler = reference.assembler(rule, GateKind.GRADIENT);
        for (int i = 0; i < PEOPLE; i++) {
            String user = "user-" + i;
            SignatureSum sum = reference.sum(user);
            Assignment assignment = last.get(user);
            List<ModuleAssembly> weights = assignment == null ? List.of() : ReferenceAssembler.weights(assignment);
            assertThat(weights).as("%s, %s: pieces in the pool", when, user).allSatisfy(module -> {
                ModulePool pool = assembler.pool().modules().get(module.module());
                assertThat(pool).isNotNull();
                assertThat(module.pieces())
                        .allMatch(piece -> pool.find(piece.sharer()).isPresent());
            });
            if (assignment != null) {
                assertThat(assignment.getBaseModel()).as("%s, %s", when, user).isEqualTo(baseModel);
            }
            if (sum.events() == 0) {
                assertThat(weights).as("%s, %s: nothing is known", when, user).isEmpty();
            } else {
                double best = assembler.assemble(sum).predictedGain();
                double kept = assembler.gain(sum, weights);
                assertThat(best - kept)
                        .as("%s, %s: what %s of %s loses of %s nats", when, user, weights, sum.events(), best)
                        .isLessThanOrEqualTo(MARGIN + 1e-3 * (1 + best));
            }
            if (erasedOnce.contains(user) && reference.counted(user).isEmpty()) {
                assertThat(weights).as("%s, %s: erased", when, user).isEmpty();
            }
        }
    }

    private static Map<String, String> withRidge(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("weights.ridge.rho", "1", "weights.ridge.n0", "0"));
        all.putAll(settings);
        return all;
    }
}
