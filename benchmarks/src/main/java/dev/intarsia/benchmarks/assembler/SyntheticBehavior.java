package dev.intarsia.benchmarks.assembler;

import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.GateKind;
import dev.intarsia.schemas.avro.ModuleSignature;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sharers and users of a made-up population. Tastes have {@value #FACTORS} dimensions; a gate is its sharer's taste seen
 * through a module's own random directions, a signature that of the event, which is mostly chance and a little the user's
 * taste. Both have noise on top, so that what can be gained from assembly, and how fast it settles, are of the size that
 * real streams have: some 0.1 nats an event.
 *
 * @param modules where pieces act
 * @param sketch numbers of a gate or signature at a module
 */
record SyntheticBehavior(List<ModuleId> modules, int sketch, long seed) {
    static final String BASE = "sha256:synthetic-base-model";
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final int FACTORS = 12;
    private static final double TASTE = 0.25;
    private static final double GATE_NOISE = 0.3;
    private static final double SIGNATURE_NOISE = 0.5;
    private static final double GATE_SIZE = 0.5;
    private static final double SIGNATURE_SIZE = 0.1;
    private static final int RANK = 16;

    /** The layers and projections of a model. */
    static List<ModuleId> layout(int layers) {
        return IntStream.range(0, layers)
                .boxed()
                .flatMap(layer -> Stream.of(new ModuleId(layer, Projection.Q), new ModuleId(layer, Projection.V)))
                .toList();
    }

    static String sharer(int number) {
        return "sharer-%05d".formatted(number);
    }

    static String user(int number) {
        return "user-%07d".formatted(number);
    }

    /** A sharer's gate at a module in one version of the adapter. */
    float[] gate(int sharer, long version, int module) {
        double[] taste = gaussians(random(1, sharer, 0), FACTORS, 1);
        double[] drift = gaussians(random(2, sharer, version), FACTORS, 0.1);
        for (int factor = 0; factor < FACTORS; factor++) {
            taste[factor] += drift[factor];
        }
        return seen(taste, module, GATE_SIZE, GATE_NOISE, random(3, sharer, module));
    }

    /** What a user's event says, module by module. */
    List<float[]> signature(int user, int event) {
        double[] said = gaussians(random(4, user, event), FACTORS, 1);
        double[] taste = gaussians(random(5, user, 0), FACTORS, TASTE);
        for (int factor = 0; factor < FACTORS; factor++) {
            said[factor] = (said[factor] + taste[factor]) * Math.pow(0.85, factor);
        }
        List<float[]> vectors = new ArrayList<>();
        SplittableRandom noise = random(6, user, event);
        for (int module = 0; module < modules.size(); module++) {
            vectors.add(seen(said, module, SIGNATURE_SIZE, SIGNATURE_NOISE, noise));
        }
        return vectors;
    }

    private float[] seen(double[] factors, int module, double size, double noise, SplittableRandom chance) {
        double[] sum = gaussians(chance, sketch, noise * Math.sqrt((double) FACTORS / sketch));
        SplittableRandom directions = random(7, module, 0);
        for (double factor : factors) {
            for (int i = 0; i < sketch; i++) {
                sum[i] += factor * (directions.nextInt() < 0 ? -1 : 1) / Math.sqrt(sketch);
            }
        }
        float[] vector = new float[sketch];
        for (int i = 0; i < sketch; i++) {
            vector[i] = (float) (size * sum[i]);
        }
        return vector;
    }

    private SplittableRandom random(long what, long one, long other) {
        return new SplittableRandom(((seed * 31 + what) * 1_000_003 + one) * 1_000_003 + other);
    }

    /** Sums of three uniform numbers, which are as good here and cheap. */
    private static double[] gaussians(SplittableRandom random, int count, double deviation) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * deviation * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
        }
        return values;
    }

    /** The gate of a piece as the trainer sends it. */
    Gate piece(int sharer, long version, int module) {
        ByteBuffer gate = LittleEndianFloats.encode(gate(sharer, version, module));
        String pieceDigest =
                new Sha256().text(sharer(sharer)).number(module).number(version).hex();
        return Gate.newBuilder()
                .setSharer(sharer(sharer))
                .setModule(modules.get(module).text())
                .setVersion(version)
                .setBaseModel(BASE)
                .setKind(GateKind.GRADIENT)
                .setGate(gate)
                .setEvents(8 * version)
                .setLastIngestedAt(BEGIN)
                .setPieceDigest(pieceDigest)
                .setDigest(PieceDigest.ofGate(pieceDigest, gate))
                .build();
    }

    /** An event's signature as the trainer sends it. */
    EventSignature event(int user, int event) {
        List<float[]> vectors = signature(user, event);
        List<ModuleSignature> signed = new ArrayList<>();
        for (int module = 0; module < modules.size(); module++) {
            signed.add(new ModuleSignature(modules.get(module).text(), LittleEndianFloats.encode(vectors.get(module))));
        }
        Instant time = BEGIN.plusSeconds(60L * event);
        return EventSignature.newBuilder()
                .setUser(user(user))
                .setEventId(user(user) + "-" + event)
                .setEventTime(time)
                .setIngestedAt(time)
                .setTask("movie-rating")
                .setBaseModel(BASE)
                .setBaseLoss(2)
                .setOwnLoss(null)
                .setOwnVersion(0)
                .setModules(signed)
                .build();
    }
}
