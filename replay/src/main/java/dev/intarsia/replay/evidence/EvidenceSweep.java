package dev.intarsia.replay.evidence;

import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.engine.StateDirectory;
import dev.intarsia.replay.pool.PoolSource;
import dev.intarsia.replay.pool.SharedPool;
import dev.intarsia.replay.protocol.Plan;
import dev.intarsia.replay.protocol.Protocol;
import dev.intarsia.replay.protocol.ProtocolStep;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.sweep.InOrder;
import dev.intarsia.replay.sweep.StageProgress;
import dev.intarsia.replay.sweep.SweepListener;
import dev.intarsia.replay.sweep.SweepPeople;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures rules that choose what is trained of whom. */
public final class EvidenceSweep {
    private final ReplayModel model;
    private final EvidenceSettings settings;
    private final StateDirectory files;
    private final SweepListener listener;

    /**
     * @param model left open; its adapters are LoRAs with a shared A, and its task has labels or a scale
     * @param files where the pool is kept; it is used again if it is there
     */
    public EvidenceSweep(ReplayModel model, EvidenceSettings settings, StateDirectory files, SweepListener listener) {
        this.model = requireNonNull(model);
        this.settings = requireNonNull(settings);
        this.files = requireNonNull(files);
        this.listener = requireNonNull(listener);
        if (model.task().labels().isEmpty()) {
            throw new IllegalArgumentException("Task " + model.task().name() + " is answered with text; evidence is"
                    + " measured on tasks with labels or a scale.");
        }
    }

    /**
     * Runs it.
     *
     * @throws IllegalArgumentException where the recording has too few users
     */
    public EvidenceResult run(Recording recording) {
        Plan plan = Plan.of(recording, Protocol.TIME_SPLIT, settings.targets(), settings.sharers(), settings.events());
        List<EvidenceUser> users = users(plan);
        StageProgress progress = new StageProgress(listener);
        SharedPool pool = new PoolSource(model, settings.pool(), files)
                .pool(
                        plan.population()
                                .without(users.stream().map(EvidenceUser::user).toList()),
                        progress);
        EvidenceRules rules = new EvidenceRules(settings.trainer());
        try (EvidencePass pass =
                new EvidencePass(model, settings.pool(), pool, users, rules.counting(settings.people()))) {
            List<EvidenceResult.OfRule> results = new ArrayList<>(pass.run(progress));
            if (settings.people() == SweepPeople.POPULATION) {
                results.addAll(stopped(results, users, pass.sampled()));
            }
            return new EvidenceResult(
                    settings,
                    recording.name(),
                    model.model().fingerprint(),
                    users.size(),
                    users.stream().mapToLong(user -> user.events().size()).sum(),
                    results);
        }
    }

    private List<EvidenceResult.OfRule> stopped(
            List<EvidenceResult.OfRule> results, List<EvidenceUser> users, List<Set<Integer>> sampled) {
        StoppedResiduals residuals = new StoppedResiduals(settings.trainer(), EvidenceRules.LEAST_UPDATES);
        List<Set<Integer>> every = users.stream()
                .map(user -> IntStream.range(0, user.events().size()).boxed().collect(Collectors.toSet()))
                .toList();
        List<EvidenceResult.OfRule> stopped = new ArrayList<>();
        for (boolean all : new boolean[] {true, false}) {
            for (StoppingRule rule : EvidenceRules.byLosses(all)) {
                stopped.add(residuals.of(
                        rule,
                        results.get(EvidenceRules.ASSEMBLED),
                        results.get(EvidenceRules.RESIDUAL),
                        all ? every : sampled));
            }
        }
        return stopped;
    }

    private List<EvidenceUser> users(Plan plan) {
        List<EvidenceUser> users = new ArrayList<>();
        if (settings.people() == SweepPeople.TARGETS) {
            plan.targets().forEach((user, steps) -> users.add(user(user, steps)));
        } else {
            plan.population().others().forEach((user, events) -> {
                if (users.size() < settings.users()) {
                    users.add(user(user, Protocol.TIME_SPLIT.turns(events, List.of(), settings.events())));
                }
            });
        }
        if (users.size() < 2) {
            throw new IllegalArgumentException("The recording has " + users.size() + " users to ask; give fewer targets"
                    + " and sharers, or a longer recording.");
        }
        return users.subList(0, Math.min(users.size(), settings.users()));
    }

    private EvidenceUser user(String user, List<ProtocolStep> steps) {
        List<RecordedEvent> streamed = new ArrayList<>();
        List<RecordedEvent> later = new ArrayList<>();
        for (ProtocolStep step : steps) {
            streamed.addAll(step.learned());
            later.addAll(step.asked());
        }
        return new EvidenceUser(user, streamed, InOrder.spread(later, settings.later()));
    }
}
