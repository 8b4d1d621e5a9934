package dev.intarsia.replay.evidence;

import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.replay.sweep.SweepPeople;
import java.util.ArrayList;
import java.util.List;

/** The rules that are compared; the first trains an own adapter for everybody, the second nothing for anybody. */
final class EvidenceRules {
    private static final long NEVER = ResidualRule.NEVER;

    private final ResidualRule trainer;

    /** @param trainer the trainer's own rule */
    EvidenceRules(ResidualRule trainer) {
        this.trainer = trainer;
    }

    List<EvidenceRule> of(SweepPeople people) {
        List<EvidenceRule> rules = new ArrayList<>();
        rules.add(counts("own adapter for everybody", 0, 0));
        rules.add(counts("assembled for everybody", NEVER, NEVER));
        rules.add(counts("residual for everybody", 0, NEVER));
        rules.add(EvidenceRule.counting("the trainer's settings", trainer));
        if (people == SweepPeople.POPULATION) {
            rules.addAll(byCount());
            rules.addAll(byRows());
            rules.addAll(byLoss());
        }
        return rules;
    }

    /** From the 16th event on is the same as for everybody, since no update falls due before. */
    private List<EvidenceRule> byCount() {
        return List.of(
                every(8, 8, "residual for everybody, an update every 8 events"),
                counts("residual, own adapter from 64 events", 0, 64),
                counts("residual from 32, own adapter from 64", 32, 64),
                counts("residual from 32, own adapter from 128", 32, 128),
                counts("residual from 64", 64, NEVER));
    }

    /** Fewer rows whatever the loss: what a rule by loss has to be better than. */
    private List<EvidenceRule> byRows() {
        return List.of(every(32, 16, "residual for everybody, half the rows"));
    }

    private List<EvidenceRule> byLoss() {
        ResidualRule everybody = trainer.from(0);
        return List.of(
                EvidenceRule.whileItPays("residual while it pays, every loss known", everybody, 16, true),
                EvidenceRule.whileItPays("residual while it pays, a quarter known", everybody, 8, false),
                EvidenceRule.whereHigh("residual where the loss is above 1.4, every loss known", everybody, 1.4, true),
                EvidenceRule.whereHigh("residual where the loss is above 1.7, every loss known", everybody, 1.7, true),
                EvidenceRule.whereHigh("residual where the loss is above 1.7, a quarter known", everybody, 1.7, false));
    }

    private EvidenceRule counts(String name, long from, long own) {
        return EvidenceRule.counting(
                name,
                new ResidualRule(
                        trainer.every(), trainer.steps(), trainer.rows(), trainer.learningRate(), from, own));
    }

    private EvidenceRule every(int events, int rows, String name) {
        return EvidenceRule.counting(
                name, new ResidualRule(events, 1, rows, trainer.learningRate(), 0, NEVER));
    }
}
