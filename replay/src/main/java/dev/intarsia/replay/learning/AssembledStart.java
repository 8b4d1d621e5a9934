package dev.intarsia.replay.learning;

import dev.intarsia.model.choice.AnswerRule;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.UserAdapters;
import dev.intarsia.replay.pool.ChosenAdapters;
import dev.intarsia.replay.pool.ResidualAdapters;
import dev.intarsia.replay.pool.SharedPool;
import java.util.List;

/** Adapters that begin at the assembled one and move with it, trained as often as own adapters, or more seldom. */
final class AssembledStart {
    private final ReplayModel model;
    private final PoolRules rules;
    private final SharedPool pool;

    AssembledStart(ReplayModel model, PoolRules rules, SharedPool pool) {
        this.model = model;
        this.rules = rules;
        this.pool = pool;
    }

    /** @throws IllegalArgumentException where the trainer's learning rate is not constant */
    List<LearningRule> rules() {
        UpdatePlanner planner = model.recipe().planner();
        if (!(model.recipe().training().learningRate() instanceof LearningRate.Constant rate)) {
            throw new IllegalArgumentException(
                    "Residuals have a constant learning rate; set training.schedule to constant.");
        }
        ResidualRule asOwn = new ResidualRule(
                planner.schedule().every(),
                planner.steps().steps(),
                planner.rows(),
                rate.rate(),
                0,
                ResidualRule.NEVER);
        return List.of(
                rule("assembled adapter alone", asOwn.from(ResidualRule.NEVER)),
                rule("from the assembled adapter on, trained as own adapters", asOwn),
                rule("from the assembled adapter on, trained as residuals", ResidualRule.DEFAULT.from(0)),
                rule("the same from the 32nd event on", ResidualRule.DEFAULT),
                new LearningRule("own, assembled or base by evidence", this::chosen));
    }

    private UserAdapters chosen(FlopMeter meter) {
        return new ChosenAdapters(model, rules, AnswerRule.DEFAULT, pool, meter);
    }

    private LearningRule rule(String name, ResidualRule rule) {
        return new LearningRule(name, meter -> ResidualAdapters.of(model, rules, rule, pool, meter));
    }
}
