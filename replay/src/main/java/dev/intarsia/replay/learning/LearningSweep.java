package dev.intarsia.replay.learning;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.pool.PoolSource;
import dev.intarsia.replay.protocol.Plan;
import dev.intarsia.replay.protocol.Protocol;
import dev.intarsia.replay.protocol.ProtocolStep;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.sweep.InOrder;
import dev.intarsia.replay.sweep.StageProgress;
import dev.intarsia.replay.sweep.SweepListener;
import dev.intarsia.tasks.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures rules of learning on streams of users of the population. */
public final class LearningSweep {
    private final ReplayModel model;
    private final LearningSettings settings;
    private final SweepListener listener;

    /** @param model left open */
    public LearningSweep(ReplayModel model, LearningSettings settings, SweepListener listener) {
        this.model = requireNonNull(model);
        this.settings = requireNonNull(settings);
        this.listener = requireNonNull(listener);
    }

    /**
     * Runs it.
     *
     * @throws IllegalArgumentException where the recording has too few users
     */
    public LearningResult run(Recording recording) {
        Plan plan = Plan.of(recording, Protocol.TIME_SPLIT, settings.targets(), settings.sharers(), settings.events());
        List<StreamedUser> users = users(plan);
        StageProgress progress = new StageProgress(listener);
        Map<String, List<RuleResult>> sections = new LinkedHashMap<>();
        for (LearningSection section : settings.sections()) {
            sections.put(
                    section.text(),
                    results(section, section.stream(users, model.task().labels()), plan, progress));
        }
        return new LearningResult(settings, recording.name(), model.model().fingerprint(), users.size(), sections);
    }

    private List<RuleResult> results(
            LearningSection section, List<StreamedUser> users, Plan plan, StageProgress progress) {
        if (users.isEmpty()) {
            throw new IllegalArgumentException("No user has events enough for the section " + section.text()
                    + "; take a longer recording or leave it out.");
        }
        StreamPass pass = new StreamPass(model, users, section.early());
        List<RuleResult> results = new ArrayList<>();
        for (LearningRule rule : section.rules(model, users, () -> start(users, plan, progress))) {
            if (results.isEmpty() || settings.wants(rule)) {
                measured(section, pass.run(rule, progress), results);
            }
        }
        if (!(model.task().answer() instanceof Answer.Scale)) {
            measured(section, new MostFrequent(model.task()).of(users, pass.longest(), section.early()), results);
        }
        return results;
    }

    /** Of nobody who streams is anything sampled for the pool. */
    private AssembledStart start(List<StreamedUser> users, Plan plan, StageProgress progress) {
        PoolRules rules = settings.pool()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The section start needs rules of assembly; give them, or leave it out."));
        Population population =
                plan.population().without(users.stream().map(StreamedUser::user).toList());
        return new AssembledStart(model, rules, PoolSource.train(model, rules, population, new FlopMeter(), progress));
    }

    private void measured(LearningSection section, RuleResult result, List<RuleResult> results) {
        results.add(result);
        RuleFigures figures = RuleFigures.of(result, results.get(0), section.positions());
        listener.measured(LearningTables.line(section.text(), figures));
    }

    private List<StreamedUser> users(Plan plan) {
        List<StreamedUser> users = new ArrayList<>();
        plan.population().others().entrySet().stream().limit(settings.users()).forEach(other -> {
            List<RecordedEvent> streamed = new ArrayList<>();
            List<RecordedEvent> later = new ArrayList<>();
            for (ProtocolStep step : Protocol.TIME_SPLIT.turns(other.getValue(), List.of(), settings.events())) {
                streamed.addAll(step.learned());
                later.addAll(step.asked());
            }
            users.add(new StreamedUser(other.getKey(), streamed, InOrder.spread(later, settings.later())));
        });
        if (users.size() < settings.users()) {
            throw new IllegalArgumentException("The population has " + users.size() + " users beside its sharers; "
                    + settings.users() + " were to stream. Ask for fewer.");
        }
        return users;
    }
}
