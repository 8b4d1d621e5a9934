package dev.intarsia.replay.privacy;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.sweep.StageProgress;
import dev.intarsia.replay.sweep.SweepListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures membership inference on users of the population: for each of them, several runs know one half of the user's
 * events each, and attackers tell that half from the other.
 */
public final class PrivacySweep {
    private static final double NANOS = 1e9;

    private final ReplayModel model;
    private final PrivacySettings settings;
    private final SweepListener listener;

    /** @param model left open */
    public PrivacySweep(ReplayModel model, PrivacySettings settings, SweepListener listener) {
        this.model = requireNonNull(model);
        this.settings = requireNonNull(settings);
        this.listener = requireNonNull(listener);
    }

    /**
     * Runs it.
     *
     * @throws IllegalArgumentException where the recording has too few users with enough events, or signatures are no
     *     gradients
     */
    public PrivacyResult run(Recording recording) {
        if (model.recipe().gates().kind() != GateKind.GRADIENT
                || !model.model().layout().form().isLora()) {
            throw new IllegalArgumentException(
                    "Privacy is measured of LoRAs with gradient signatures; set model.adapter"
                            + " to lora and signatures.kind to gradient.");
        }
        long began = System.nanoTime();
        PrivacyPeople people = PrivacyPeople.of(recording, settings, model);
        StageProgress progress = new StageProgress(listener);
        EventSketches sketches = EventSketches.of(model, people, model.recipe().sketch(), progress);
        List<List<Adapter>> adapters =
                RunTraining.train(model, people.sharers(), settings.published() + settings.shadows(), progress);
        AttackMaterial material =
                new AttackMaterial(people.sharers(), adapters, people.asked(), sketches, SignatureNoise.NONE, 1);
        PrivacyMeasurements measurements = new PrivacyMeasurements(model, settings, progress);
        List<MeasuredAttack> attacks = new ArrayList<>();
        tell(measurements.pieces(material, settings.shadows()), attacks);
        tell(measurements.assembled(material, settings.shadows()), attacks);
        tell(measurements.anothers(material, settings.shadows()), attacks);
        tell(measurements.mean(material, settings.shadows()), attacks);
        tell(measurements.sums(material, settings.shadows()), attacks);
        tell(List.of(measurements.single(material)), attacks);
        List<ComparedSetting> compared = new PrivacyComparisons(
                        model,
                        settings,
                        people,
                        material,
                        progress,
                        setting -> listener.measured(PrivacyTables.line(setting)))
                .all();
        progress.finish();
        return new PrivacyResult(
                settings,
                recording.name(),
                model.model().fingerprint(),
                attacks,
                compared,
                progress.seconds(),
                (System.nanoTime() - began) / NANOS);
    }

    private void tell(List<MeasuredAttack> measured, List<MeasuredAttack> attacks) {
        measured.forEach(attack -> listener.measured(PrivacyTables.line(attack)));
        attacks.addAll(measured);
    }
}
