package dev.intarsia.replay.privacy;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.oppu.update.SeededDraws;
import dev.intarsia.pieces.infer.SignatureSample;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What there is to attack under one setting.
 *
 * @param adapters of the sharers' runs, [run][sharer]; at least those of the published runs
 * @param sketches of the events of users with assembled adapters
 * @param noise on signatures
 * @param ratio of its modules that each sharer shares
 */
record AttackMaterial(
        List<Subject> sharers,
        List<List<Adapter>> adapters,
        List<Subject> asked,
        EventSketches sketches,
        SignatureNoise noise,
        double ratio) {
    AttackMaterial {
        sharers = List.copyOf(sharers);
        adapters = List.copyOf(adapters);
        asked = List.copyOf(asked);
    }

    AttackMaterial with(List<List<Adapter>> others) {
        return new AttackMaterial(sharers, others, asked, sketches, noise, ratio);
    }

    AttackMaterial with(EventSketches others) {
        return new AttackMaterial(sharers, adapters, asked, others, noise, ratio);
    }

    AttackMaterial with(SignatureNoise other) {
        return new AttackMaterial(sharers, adapters, asked, sketches, other, ratio);
    }

    AttackMaterial with(double otherRatio) {
        return new AttackMaterial(sharers, adapters, asked, sketches, noise, otherRatio);
    }

    RunSums sums() {
        return new RunSums(asked, sketches, noise);
    }

    /** The population's sample, of signatures as they are published. */
    SignatureSample sample() {
        return SignatureSample.of(IntStream.range(0, sketches.sampled().size())
                .mapToObj(i -> noise.published(
                        sketches.sampled().get(i), SeededDraws.seed("noise of the sample's event", "", i)))
                .toList());
    }

    /** What the sharers publish, [run][sharer]. */
    List<List<Adapter>> pieces(int runs) {
        return adapters.subList(0, runs).stream()
                .map(run -> IntStream.range(0, run.size())
                        .mapToObj(i -> ratio == 1
                                ? run.get(i)
                                : RunPool.published(run.get(i), sharers.get(i).user(), ratio))
                        .toList())
                .toList();
    }
}
