package dev.intarsia.replay.privacy;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureSource;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Signatures of single events: of each subject's, in order, and of the population's sample.
 *
 * @param numbers of a signature at each module
 * @param asked [subject][event]
 */
record EventSketches(int numbers, List<List<Map<ModuleId, float[]>>> asked, List<Map<ModuleId, float[]>> sampled) {
    private static final int TOGETHER = 512;

    EventSketches {
        asked = List.copyOf(asked);
        sampled = List.copyOf(sampled);
    }

    static EventSketches of(ReplayModel model, PrivacyPeople people, int numbers, Progress progress) {
        List<Example> all = new ArrayList<>();
        people.asked().forEach(subject -> all.addAll(subject.examples()));
        all.addAll(people.sampled());
        List<Map<ModuleId, float[]>> sketches = new ArrayList<>();
        try (SignatureSource source = SignatureSource.of(model.model(), GateKind.GRADIENT, numbers)) {
            for (int from = 0; from < all.size(); from += TOGETHER) {
                progress.at("taking signatures of " + numbers + " numbers, event", from, all.size());
                source.of(all.subList(from, Math.min(all.size(), from + TOGETHER))).stream()
                        .map(Signature::sketches)
                        .forEach(sketches::add);
            }
        }
        List<List<Map<ModuleId, float[]>>> asked = new ArrayList<>();
        int from = 0;
        for (Subject subject : people.asked()) {
            int to = from + subject.examples().size();
            asked.add(sketches.subList(from, to));
            from = to;
        }
        return new EventSketches(numbers, asked, sketches.subList(from, sketches.size()));
    }

    /** The same of each subject's newest events alone. */
    EventSketches newest(int events) {
        return new EventSketches(
                numbers,
                asked.stream()
                        .map(own -> own.subList(own.size() - events, own.size()))
                        .toList(),
                sampled);
    }

    /** The norm that this share of the sampled events does not exceed. */
    double norm(double share) {
        double[] norms =
                sampled.stream().mapToDouble(SignatureNoise::norm).sorted().toArray();
        return norms[Math.min(norms.length - 1, (int) (share * norms.length))];
    }
}
