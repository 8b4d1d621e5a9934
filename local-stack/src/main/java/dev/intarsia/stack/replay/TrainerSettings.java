package dev.intarsia.stack.replay;

import dev.intarsia.trainer.config.TrainerConfig;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The trainer's settings that decide what is learned, as reports name them. */
public final class TrainerSettings {
    private TrainerSettings() {}

    /** By the keys of the trainer's own file. */
    public static Map<String, String> named(TrainerConfig config) {
        Map<String, String> named = new TreeMap<>();
        TrainerConfig.Update update = config.update();
        TrainerConfig.Training training = config.training();
        named.put("model.device", "" + config.model().device());
        named.put("model.precision", "" + config.model().precision());
        named.put("model.adapter", config.model().adapter().text());
        named.put("model.virtual-tokens", "" + config.model().virtualTokens());
        named.put("model.rank", "" + config.model().rank());
        named.put("model.alpha", "" + config.model().alpha());
        named.put("model.projections", "" + new TreeSet<>(config.model().projections()));
        named.put("model.max-tokens", "" + config.model().maxTokens());
        named.put("model.batch-tokens", "" + config.model().batchTokens());
        named.put("history.window", "" + config.history().window());
        named.put("update.every", "" + update.every());
        named.put("update.early-every", "" + update.earlyEvery());
        named.put("update.early-events", "" + update.earlyEvents());
        named.put("update.steps", "" + update.steps());
        named.put("update.rows", "" + update.rows());
        named.put("update.new-share", "" + update.newShare());
        named.put("update.rehearsal.recent-share", "" + update.rehearsal().recentShare());
        named.put("update.rehearsal.recent-window", "" + update.rehearsal().recentWindow());
        named.put("training.learning-rate", "" + training.learningRate());
        named.put("training.schedule", "" + training.schedule());
        named.put("training.keep-moments", "" + training.keepMoments());
        named.put("training.weight-decay", "" + training.weightDecay());
        named.put("training.beta1", "" + training.beta1());
        named.put("training.beta2", "" + training.beta2());
        named.put("training.clip", "" + training.clip());
        named.put("training.dropout", "" + training.dropout());
        named.put("guard.holdout", "" + config.guard().holdout());
        named.put("guard.margin", "" + config.guard().margin());
        named.put("bounds.norm", "" + config.bounds().norm());
        named.put("bounds.loss", "" + config.bounds().loss());
        named.put("residual.from-events", "" + config.residual().fromEvents());
        named.put(
                "residual.own-from-events",
                config.residual().ownFromEvents().isPresent()
                        ? "" + config.residualRule().ownFromEvents()
                        : "never");
        named.put("residual.every", "" + config.residual().every());
        named.put("residual.steps", "" + config.residual().steps());
        named.put("residual.rows", "" + config.residual().rows());
        named.put("residual.learning-rate", "" + config.residual().learningRate());
        named.put("signatures.kind", "" + config.signatures().kind());
        named.put("gates.steps", "" + config.gates().steps());
        named.put("gates.rows", "" + config.gates().rows());
        named.put("gates.learning-rate", "" + config.gates().learningRate());
        named.put("gates.weight-decay", "" + config.gates().weightDecay());
        named.put("signatures.sketch", "" + config.signatures().sketch());
        return named;
    }
}
