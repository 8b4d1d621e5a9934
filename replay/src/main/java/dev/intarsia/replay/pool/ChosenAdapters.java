package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.choice.AnswerEvidence;
import dev.intarsia.model.choice.AnswerKind;
import dev.intarsia.model.choice.AnswerRule;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.BatchResult;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.LearnerStates;
import dev.intarsia.replay.method.StorageCost;
import dev.intarsia.replay.method.TrainingEvents;
import dev.intarsia.replay.method.UserAdapters;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Own adapters and assembled ones side by side: each user is answered under whichever the gateway's policy {@code auto} chooses,
 * by its own rule and the same figures.
 */
public final class ChosenAdapters implements UserAdapters {
    private final ReplayModel model;
    private final AnswerRule rule;
    private final Assembling assembling;
    private final StandingSignatures signatures;
    private final Learner learner;
    private final LearnerStates states;

    /**
     * @param model left open
     * @param rules of the assembler
     * @param rule which chooses
     * @param meter what is computed is added there
     */
    public ChosenAdapters(ReplayModel model, PoolRules rules, AnswerRule rule, SharedPool pool, FlopMeter meter) {
        this.model = model;
        this.rule = rule;
        this.assembling = new Assembling(pool, rules);
        this.signatures = StandingSignatures.of(model, rules, meter);
        this.learner = Learner.of(
                model.recipe(), model.model(), ReferenceSet.none(), update -> meter.train(update, model.flops()));
        this.states = new LearnerStates(model.model().layout(), model.recipe().window());
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        StateOverlay overlay = new StateOverlay(states);
        BatchResult learned = learner.learn(arrivals(events), overlay, user -> true);
        states.take(overlay);
        signatures.take(learned.scored());
    }

    private List<TrainingEvent> arrivals(List<RecordedEvent> events) {
        return TrainingEvents.plain(model, events).stream()
                .map(arrival -> TrainingEvents.seeded(model, arrival))
                .toList();
    }

    @Override
    public Optional<Adapter> of(String user) {
        String seeded = model.seeded(user);
        Optional<Assembly> assembly = assembling.assembly(signatures.of(seeded));
        for (AnswerKind kind : rule.order(evidence(seeded, assembly))) {
            Optional<Adapter> adapter = switch (kind) {
                case TRAINED -> states.own(seeded);
                case ASSEMBLED -> assembly.map(assembling.pool()::compose);
                case BASE -> Optional.empty();
            };
            if (adapter.isPresent() || kind == AnswerKind.BASE) {
                return adapter;
            }
        }
        return Optional.empty();
    }

    private AnswerEvidence evidence(String seeded, Optional<Assembly> assembly) {
        Double gain = assembly.map(Assembly::predictedGain).orElse(null);
        AdapterVersion own = states.of(seeded).own();
        return own == null
                ? AnswerEvidence.untrained(gain)
                : new AnswerEvidence(own.trend().compared(), gain, own.seen(), false);
    }

    @Override
    public long driftAt(String user) {
        AdapterVersion own = states.of(model.seeded(user)).own();
        return own == null ? 0 : own.trend().driftAt();
    }

    @Override
    public StorageCost kept() {
        long assignments = signatures.users().stream()
                .mapToLong(user -> assembling.bytes(signatures.of(user)))
                .sum();
        return new StorageCost(
                states.bytes() + signatures.bytes() + assignments,
                assembling.pool().bytes());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        signatures.write(out);
        states.write(out);
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) throws IOException {
        signatures.read(in);
        states.read(arrivals(learned), in);
    }

    @Override
    public void close() {
        learner.close();
        signatures.close();
    }
}
