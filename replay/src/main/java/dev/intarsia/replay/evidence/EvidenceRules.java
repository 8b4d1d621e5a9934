package dev.intarsia.replay.evidence;

import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.replay.sweep.SweepPeople;
import java.util.ArrayList;
import java.util.List;

/** The rules that are compared. */
final class EvidenceRules {
    /** Of {@link #counting}: nothing is trained of anybody. */
    static final int ASSEMBLED = 1;

    /** Of {@link #counting}: everybody has a residual. */
    static final int RESIDUAL = 2;

    /** Losses are judged from the second due update on: at the first, no residual has answered yet. */
    static final int LEAST_UPDATES = 2;

    private static final long NEVER = ResidualRule.NEVER;

    private final ResidualRule trainer;

    /** @param trainer the trainer's own rule */
    EvidenceRules(ResidualRule trainer) {
        this.trainer = trainer;
    }

    /** Those by the number of events; the first trains an own adapter for everybody. */
    List<EvidenceRule> counting(SweepPeople people) {
        List<EvidenceRule> rules = new ArrayList<>();
        rules.add(counts("own adapter for everybody", 0, 0));
        rules.add(counts("assembled for everybody", NEVER, NEVER));
        rules.add(counts("residual for everybody", 0, NEVER));
        if (people == SweepPeople.TARGETS) {
            rules.add(new EvidenceRule("the trainer's settings", trainer));
            return rules;
        }
        rules.add(counts("residual from 32 events", 32, NEVER));
        rules.add(counts("residual from 64 events", 64, NEVER));
        rules.add(counts("residual, own adapter from 64 events", 0, 64));
        rules.add(every(8, 8, "residual for everybody, an update every 8 events"));
        // What a rule by losses has to be better than: as few rows whatever the loss.
        rules.add(every(32, 16, "residual for everybody, half the rows"));
        return rules;
    }

    /**
     * Those by losses.
     *
     * @param all whether the losses of all events are known, or of the share that the trainer measures
     */
    static List<StoppingRule> byLosses(boolean all) {
        String known = all ? ", every loss known" : ", losses as measured";
        return List.of(
                new StoppingRule("residual while it pays" + known, StoppingRule.notPaying(all ? 16 : 4)),
                new StoppingRule("residual while the loss is above 1.5" + known, StoppingRule.lowLoss(1.5, 32)),
                new StoppingRule("residual while the loss is above 1.8" + known, StoppingRule.lowLoss(1.8, 32)));
    }

    private EvidenceRule counts(String name, long from, long own) {
        return new EvidenceRule(
                name,
                new ResidualRule(trainer.every(), trainer.steps(), trainer.rows(), trainer.learningRate(), from, own));
    }

    private EvidenceRule every(int events, int rows, String name) {
        return new EvidenceRule(name, new ResidualRule(events, 1, rows, trainer.learningRate(), 0, NEVER));
    }
}
