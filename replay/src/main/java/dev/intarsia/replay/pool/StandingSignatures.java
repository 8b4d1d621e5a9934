package dev.intarsia.replay.pool;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureSource;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.pieces.signature.IncompatibleSignatureException;
import dev.intarsia.pieces.signature.SignatureCodec;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.replay.engine.BinaryFields;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every user's signature, summed as the assembler sums it. Events without a finite loss or with a signature beyond bounds
 * are passed over, as the services do.
 */
final class StandingSignatures implements AutoCloseable {
    /** Bounds the memory that signatures take before they are summed. */
    private static final int TOGETHER = 512;

    private final SignatureSource source;
    private final Decay decay;
    private final ReplayModel model;
    private final FlopMeter meter;
    private final Map<String, SignatureSum> sums = new HashMap<>();

    private StandingSignatures(ReplayModel model, Decay decay, FlopMeter meter) {
        this.source = SignatureSource.of(
                model.model(), model.recipe().gates().kind(), model.recipe().sketch());
        this.decay = decay;
        this.model = model;
        this.meter = meter;
    }

    /** @param meter what is computed is added there */
    static StandingSignatures of(ReplayModel model, PoolRules rules, FlopMeter meter) {
        return new StandingSignatures(model, rules.decay(), meter);
    }

    /** Adds events, each user's in their order. */
    void learn(List<TrainingEvent> arrivals) {
        for (int from = 0; from < arrivals.size(); from += TOGETHER) {
            List<TrainingEvent> part = arrivals.subList(from, Math.min(arrivals.size(), from + TOGETHER));
            List<Example> examples =
                    part.stream().map(arrival -> arrival.event().example()).toList();
            examples.forEach(example -> meter.add(cost(example)));
            List<Signature> signatures = source.of(examples);
            for (int i = 0; i < part.size(); i++) {
                add(part.get(i).user(), signatures.get(i));
            }
        }
    }

    /** A gradient needs a way back too. */
    private double cost(Example example) {
        return switch (model.recipe().gates().kind()) {
            case GRADIENT -> model.flops().training(example);
            case ACTIVATION -> model.flops().forward(example, false);
        };
    }

    /** The signatures of single events, in their order; those beyond bounds are left out. */
    List<Map<ModuleId, float[]>> single(List<TrainingEvent> arrivals) {
        List<Example> examples =
                arrivals.stream().map(arrival -> arrival.event().example()).toList();
        examples.forEach(example -> meter.add(cost(example)));
        return source.of(examples).stream()
                .filter(StandingSignatures::counts)
                .map(Signature::sketches)
                .toList();
    }

    private static boolean counts(Signature signature) {
        if (!Double.isFinite(signature.loss())) {
            return false;
        }
        try {
            return SignatureSum.empty().add(signature.sketches(), Decay.none()).events() > 0;
        } catch (IncompatibleSignatureException beyondBounds) {
            return false;
        }
    }

    private void add(String user, Signature signature) {
        if (Double.isFinite(signature.loss())) {
            try {
                sums.put(user, of(user).add(signature.sketches(), decay));
            } catch (IncompatibleSignatureException beyondBounds) {
                return;
            }
        }
    }

    /** The user's sum; an empty one for a user without events. */
    SignatureSum of(String user) {
        return sums.getOrDefault(user, SignatureSum.empty());
    }

    /** Everybody who has a sum. */
    Set<String> users() {
        return sums.keySet();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(sums.size());
        for (Map.Entry<String, SignatureSum> sum : new TreeMap<>(sums).entrySet()) {
            BinaryFields.write(out, sum.getKey());
            BinaryFields.write(out, SignatureCodec.write(sum.getValue()));
        }
    }

    void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            String user = BinaryFields.text(in);
            sums.put(user, SignatureCodec.read(BinaryFields.bytes(in)));
        }
    }

    /** What the sums take in the assembler's store. */
    long bytes() {
        return sums.values().stream()
                .mapToLong(sum -> SignatureCodec.write(sum).length)
                .sum();
    }

    @Override
    public void close() {
        source.close();
    }
}
