package dev.intarsia.replay.sweep;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureSource;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.IncompatibleSignatureException;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.TrainingEvents;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The signatures of single events, so that any of a user's events can be summed. Events without a finite loss or with a
 * signature beyond bounds are left out, as the services do.
 */
final class SingleSignatures implements AutoCloseable {
    /** Bounds what is extracted at once. */
    private static final int TOGETHER = 512;

    private final ReplayModel model;
    private final SignatureSource source;

    /** @param sketch numbers of a signature at each module */
    SingleSignatures(ReplayModel model, int sketch) {
        this.model = model;
        this.source = SignatureSource.of(model.model(), model.recipe().gates().kind(), sketch);
    }

    /**
     * Each user's signatures, in the order of the events.
     *
     * @param doing as {@code progress} hears it
     */
    Map<String, List<Map<ModuleId, float[]>>> of(
            Map<String, List<RecordedEvent>> events, String doing, Progress progress) {
        List<String> owners = new ArrayList<>();
        List<Example> examples = new ArrayList<>();
        events.forEach((user, own) -> TrainingEvents.plain(model, own).forEach(arrival -> {
            owners.add(user);
            examples.add(arrival.event().example());
        }));
        Map<String, List<Map<ModuleId, float[]>>> signatures = new LinkedHashMap<>();
        events.keySet().forEach(user -> signatures.put(user, new ArrayList<>()));
        for (int from = 0; from < examples.size(); from += TOGETHER) {
            progress.at(doing, from, examples.size());
            int to = Math.min(examples.size(), from + TOGETHER);
            List<Signature> extracted = source.of(examples.subList(from, to));
            for (int i = from; i < to; i++) {
                Signature signature = extracted.get(i - from);
                if (counts(signature)) {
                    signatures
                            .computeIfAbsent(owners.get(i), user -> new ArrayList<>())
                            .add(signature.sketches());
                }
            }
        }
        return signatures;
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

    /** The sum of signatures. */
    static SignatureSum sum(List<Map<ModuleId, float[]>> signatures) {
        SignatureSum sum = SignatureSum.empty();
        for (Map<ModuleId, float[]> signature : signatures) {
            sum = sum.add(signature);
        }
        return sum;
    }

    @Override
    public void close() {
        source.close();
    }
}
