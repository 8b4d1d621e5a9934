package dev.intarsia.replay.pool;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureSource;
import dev.intarsia.oppu.learn.ScoredEvent;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.DatedSignature;
import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.pieces.signature.IncompatibleSignatureException;
import dev.intarsia.pieces.signature.SignatureCodec;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.pieces.signature.UserStatistics;
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
    private final Map<String, UserStatistics> statistics = new HashMap<>();

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

    /** Adds events, in any order. */
    void learn(List<TrainingEvent> arrivals) {
        for (int from = 0; from < arrivals.size(); from += TOGETHER) {
            List<TrainingEvent> part = arrivals.subList(from, Math.min(arrivals.size(), from + TOGETHER));
            List<Example> examples =
                    part.stream().map(arrival -> arrival.event().example()).toList();
            examples.forEach(example -> meter.add(cost(example)));
            List<Signature> signatures = source.of(examples);
            for (int i = 0; i < part.size(); i++) {
                add(part.get(i), signatures.get(i));
            }
        }
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
            return SignatureSum.empty().add(signature.sketches()).events() > 0;
        } catch (IncompatibleSignatureException beyondBounds) {
            return false;
        }
    }

    /** A gradient needs a way back too. */
    private double cost(Example example) {
        return switch (model.recipe().gates().kind()) {
            case GRADIENT -> model.flops().training(example);
            case ACTIVATION -> model.flops().forward(example, false);
        };
    }

    /** Adds events that a learner has scored, as if their signatures were taken here. */
    void take(List<ScoredEvent> events) {
        for (ScoredEvent event : events) {
            meter.add(cost(event.arrival().event().example()));
            add(event.arrival(), event.signature());
        }
    }

    private void add(TrainingEvent arrival, Signature signature) {
        if (Double.isFinite(signature.loss())) {
            DatedSignature event = new DatedSignature(arrival.event().eventId(), arrival.time(), signature.sketches());
            try {
                statistics.put(arrival.user(), kept(arrival.user()).add(event, decay));
            } catch (IncompatibleSignatureException beyondBounds) {
                return;
            }
        }
    }

    /** The user's sum; an empty one for a user without events. */
    SignatureSum of(String user) {
        return kept(user).sum();
    }

    private UserStatistics kept(String user) {
        return statistics.getOrDefault(user, UserStatistics.empty());
    }

    /** Everybody of whom an event counts. */
    Set<String> users() {
        return statistics.keySet();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(statistics.size());
        for (Map.Entry<String, UserStatistics> user : new TreeMap<>(statistics).entrySet()) {
            BinaryFields.write(out, user.getKey());
            BinaryFields.write(out, SignatureCodec.write(user.getValue()));
        }
    }

    void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            String user = BinaryFields.text(in);
            statistics.put(user, SignatureCodec.read(BinaryFields.bytes(in)));
        }
    }

    /** What they take in the assembler's store. */
    long bytes() {
        return statistics.values().stream()
                .mapToLong(user -> SignatureCodec.write(user).length)
                .sum();
    }

    @Override
    public void close() {
        source.close();
    }
}
