package dev.intarsia.benchmarks.assembler;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.assembler.user.AssemblerStores;
import dev.intarsia.assembler.user.AssemblerUserState;
import dev.intarsia.benchmarks.engine.BenchmarkProgress;
import dev.intarsia.benchmarks.engine.Times;
import dev.intarsia.pieces.signature.Decay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Signatures counted in memory, in turns with the bare arithmetic on the same signatures. Every user has a history before,
 * and every round begins with the same one.
 */
final class CountingSpeed {
    private final SyntheticBehavior behavior;
    private final AssemblerEffort effort;
    private final BenchmarkProgress progress;

    CountingSpeed(SyntheticBehavior behavior, AssemblerEffort effort, BenchmarkProgress progress) {
        this.behavior = behavior;
        this.effort = effort;
        this.progress = progress;
    }

    /**
     * What was measured.
     *
     * @param counting what the assembler's code took
     * @param arithmetic what the bare arithmetic took
     * @param assignmentsPerSignature over all of the users' histories, from their first event
     * @param laterAssignmentsPerSignature over the events that were measured
     * @param stateBytes of a user on average
     * @param directions in use
     * @param gain predicted for a user after all events, on average and in nats an event
     */
    record Speed(
            Times counting,
            Times arithmetic,
            double assignmentsPerSignature,
            double laterAssignmentsPerSignature,
            double stateBytes,
            int directions,
            double gain) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Sent(int user, byte[] key, byte[] bytes, float[] numbers) {}

    Speed measure() {
        try (MemoryAssembler assembler = new MemoryAssembler(Map.of(), false)) {
            return measure(assembler);
        }
    }

    private Speed measure(MemoryAssembler assembler) {
        progress.show("counting: %d users with %d events each", effort.users(), effort.history());
        for (int sharer = 0; sharer < effort.sharers(); sharer++) {
            for (int module = 0; module < behavior.modules().size(); module++) {
                assembler.send(behavior.piece(sharer, 1, module));
            }
        }
        for (int event = 0; event < effort.history(); event++) {
            for (int user = 0; user < effort.users(); user++) {
                assembler.send(key(user), assembler.bytes(behavior.event(user, event)));
            }
            assembler.settle();
        }
        long before = assembler.assigned();
        List<Sent> sent = later(assembler);
        Map<String, Object> begin = assembler.users().held();
        List<Double> counting = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        long issued = 0;
        BareArithmetic arithmetic = null;
        for (int round = -effort.warmUpRounds(); round < effort.rounds(); round++) {
            progress.show("counting: round %d of %d", round + 1, effort.rounds());
            assembler.users().bringBack(begin);
            long assigned = assembler.assigned();
            double seconds = CoreTime.seconds(() -> sent.forEach(one -> assembler.send(one.key(), one.bytes())));
            issued = assembler.assigned() - assigned;
            BareArithmetic fresh = BareArithmetic.of(assembler.live(), assembler.weights(), effort.users());
            double[] sum = new double[1];
            double least =
                    CoreTime.seconds(() -> sent.forEach(one -> sum[0] += fresh.count(one.user(), one.numbers())));
            if (!(sum[0] > 0)) {
                throw new IllegalStateException("The bare arithmetic found no gain, so it did not compute.");
            }
            arithmetic = fresh;
            if (round >= 0) {
                counting.add(seconds);
                bare.add(least);
            }
        }
        double events = effort.users() * (double) (effort.history() + effort.events());
        return new Speed(
                new Times(counting, sent.size(), "signatures"),
                new Times(bare, sent.size(), "signatures"),
                (before + issued) / events,
                issued / (double) sent.size(),
                stateBytes(assembler),
                arithmetic == null ? 0 : arithmetic.directions(),
                gain(assembler));
    }

    private static byte[] key(int user) {
        return SyntheticBehavior.user(user).getBytes(UTF_8);
    }

    private List<Sent> later(MemoryAssembler assembler) {
        List<Sent> sent = new ArrayList<>();
        for (int event = effort.history(); event < effort.history() + effort.events(); event++) {
            for (int user = 0; user < effort.users(); user++) {
                List<float[]> vectors = behavior.signature(user, event);
                float[] numbers = new float[behavior.modules().size() * behavior.sketch()];
                for (int module = 0; module < vectors.size(); module++) {
                    System.arraycopy(vectors.get(module), 0, numbers, module * behavior.sketch(), behavior.sketch());
                }
                sent.add(new Sent(user, key(user), assembler.bytes(behavior.event(user, event)), numbers));
            }
        }
        return sent;
    }

    private double stateBytes(MemoryAssembler assembler) {
        Serializer<AssemblerUserState> form =
                AssemblerStores.userForm(Decay.none()).serializer();
        double bytes = 0;
        for (int user = 0; user < effort.users(); user++) {
            bytes += form.serialize("", assembler.users().get(SyntheticBehavior.user(user))).length;
        }
        return bytes / effort.users();
    }

    private double gain(MemoryAssembler assembler) {
        double gain = 0;
        for (int user = 0; user < effort.users(); user++) {
            gain += assembler
                    .live()
                    .assembler()
                    .assemble(assembler
                            .users()
                            .get(SyntheticBehavior.user(user))
                            .behavior()
                            .statistics()
                            .sum())
                    .predictedGain();
        }
        return gain / effort.users();
    }
}
