package dev.intarsia.replay.pool;

import dev.intarsia.model.example.Example;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.learn.Lesson;
import dev.intarsia.trainer.learn.ScoredEvent;
import dev.intarsia.trainer.learn.UpdateOutcome;

/**
 * What a learner computes: each event's signature, its loss under the own adapter, and the rows of each update, which
 * count as long as the lesson's events are on average.
 */
final class LearnerFlops {
    private final ReplayModel model;
    private final FlopMeter meter;

    LearnerFlops(ReplayModel model, FlopMeter meter) {
        this.model = model;
        this.meter = meter;
    }

    void count(Lesson lesson) {
        double training = 0;
        for (ScoredEvent scored : lesson.scored()) {
            Example example = scored.arrival().event().example();
            int tokens = example.tokens().length - 1;
            double row = model.flops().training(tokens, example.responseLength());
            training += row;
            meter.add(row);
            if (scored.ownLoss() != null) {
                meter.add(model.flops().forward(tokens, example.responseLength(), true));
            }
        }
        TrainerConfig.Update update = model.trainer().update();
        for (UpdateOutcome outcome : lesson.updates()) {
            long rows = outcome instanceof UpdateOutcome.Published published
                    ? Math.min(update.rows(), published.standing().seen())
                    : update.rows();
            meter.add(rows * update.steps() * training / Math.max(1, lesson.scored().size()));
        }
    }
}
