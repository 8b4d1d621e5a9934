package dev.intarsia.tests.assembler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.assemble.BayesianWeights;
import dev.intarsia.pieces.assemble.ModuleAssembly;
import dev.intarsia.pieces.assemble.Temper;
import dev.intarsia.pieces.assemble.WeightedPiece;
import dev.intarsia.pieces.infer.ModulePrior;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.infer.UserSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An assembler dies by SIGKILL at random points of a stream of signatures and pieces, and loses its disk each time. Three
 * times, or ten with the system property {@code intarsia.tests.long}.
 */
@LocalClusterTest
class AssemblerKillIT {
    private static final int KILLS = Boolean.getBoolean("intarsia.tests.long") ? 10 : 3;
    private static final int USERS = 12;
    private static final int SHARERS = 8;
    private static final double MARGIN = 0.002;
    private static final int EVENTS_PER_USER = 16;
    private static final ModuleId MODULE = ModuleId.parse("0.q");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final BayesianWeights RULE = new BayesianWeights(new ModulePrior(0.5), new Temper(1, 64), 64, 8);

    @TempDir
    Path state;

    private final TestCluster cluster;
    private final Topics topics;
    private final Random random = new Random(9);
    private final Map<String, Map<Integer, float[]>> events = new TreeMap<>();
    private final Map<String, PieceGate> pieces = new HashMap<>();
    private int sent;
    private long versions;

    AssemblerKillIT(TestCluster cluster) {
        this.cluster = cluster;
        this.topics = cluster.moreTopics(2);
    }

    @Test
    void shouldComeToWhatAFoldOverTheTopicsGivesHoweverOftenItIsKilled() throws Exception {
        try (SignatureStream stream = new SignatureStream(cluster, topics)) {
            for (int sharer = 0; sharer < SHARERS; sharer++) {
                piece(stream, sharer);
            }
            for (int life = 0; life < KILLS; life++) {
                Process assembler = started(life);
                try {
                    int point = stream.assignments().size() + 1 + random.nextInt(40);
                    await().atMost(PATIENCE).until(() -> {
                        batch(stream);
                        return stream.assignments().size() >= point;
                    });
                    batch(stream);
                } finally {
                    assembler.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                }
            }
            Process last = started(KILLS);
            try {
                batch(stream);
                await().atMost(PATIENCE).untilAsserted(() -> assertBest(stream.assignments()));
            } finally {
                last.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private Process started(int life) throws Exception {
        return AssemblerProcess.start(AssemblerProcess.settings(cluster, topics, state.resolve("life-" + life)));
    }

    /** Events, some of them again, with new, changed and withdrawn pieces between them. */
    private void batch(SignatureStream stream) throws Exception {
        for (int left = 20; left > 0; left--) {
            int user = random.nextInt(USERS);
            signature(stream, "user-" + user, sent++);
            if (random.nextInt(5) == 0) {
                signature(stream, "user-" + user, sent - 1);
            }
            if (random.nextInt(10) == 0) {
                piece(stream, random.nextInt(SHARERS));
            }
        }
        String gone = "s" + random.nextInt(SHARERS);
        stream.withdraw(gone);
        pieces.remove(gone);
    }

    private void signature(SignatureStream stream, String user, int n) throws Exception {
        stream.signature(user, n);
        events.computeIfAbsent(user, name -> new TreeMap<>()).put(n, SignatureStream.vector(n));
    }

    private void piece(SignatureStream stream, int sharer) throws Exception {
        String name = "s" + sharer;
        float[] gate = SignatureStream.vector(1_000_000 + ++versions);
        stream.piece(name, versions, gate);
        pieces.put(
                name,
                new PieceGate(
                        new PieceId(name, MODULE),
                        versions,
                        SignatureStream.BASE,
                        GateKind.GRADIENT,
                        name + versions,
                        gate));
    }

    private void assertBest(List<Assignment> assignments) {
        Map<String, Assignment> last = new TreeMap<>();
        assignments.forEach(assignment -> last.put(assignment.getUser(), assignment));
        Assembler assembler = Assembler.of(
                PiecePool.empty(SignatureStream.BASE, GateKind.GRADIENT).with(pieces.values(), List.of()),
                RULE,
                sample());
        assertThat(last.keySet()).isEqualTo(new TreeSet<>(events.keySet()));
        events.forEach((user, own) -> {
            SignatureSum sum = SignatureSum.empty();
            for (float[] vector : own.values()) {
                sum = sum.add(Map.of(MODULE, vector));
            }
            List<ModuleAssembly> weights = weights(last.get(user));
            assertThat(weights)
                    .allSatisfy(module -> assertThat(pieces.keySet())
                            .containsAll(module.pieces().stream()
                                    .map(WeightedPiece::sharer)
                                    .toList()));
            double best = assembler.assemble(sum).predictedGain();
            assertThat(best - assembler.gain(sum, weights))
                    .as(
                            "what %s loses of %s nats by keeping version %s",
                            user, best, last.get(user).getVersion())
                    .isLessThanOrEqualTo(MARGIN + 1e-4);
        });
        assertThat(assignments.stream().map(assignment -> assignment.getUser() + " " + assignment.getVersion()))
                .as("no version twice")
                .doesNotHaveDuplicates();
    }

    /** With fewer users than the sample has, all take part. */
    private SignatureSample sample() {
        List<Map<ModuleId, float[]>> drawn = new ArrayList<>();
        events.forEach((user, own) -> {
            UserSample sample = UserSample.empty();
            for (Map.Entry<Integer, float[]> event : own.entrySet()) {
                sample = sample.with("e" + event.getKey(), Map.of(MODULE, event.getValue()), EVENTS_PER_USER)
                        .orElse(sample);
            }
            sample.events().forEach(event -> drawn.add(event.signature()));
        });
        return SignatureSample.of(drawn);
    }

    private static List<ModuleAssembly> weights(Assignment assignment) {
        return assignment.getModules().stream()
                .map(module -> new ModuleAssembly(
                        ModuleId.parse(module.getModule()),
                        module.getPieces().stream()
                                .map(piece -> new WeightedPiece(
                                        piece.getSharer(), piece.getVersion(), piece.getWeight(), piece.getScore()))
                                .toList()))
                .toList();
    }
}
