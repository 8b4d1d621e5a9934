package dev.intarsia.oppu.learn;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.oppu.drift.DriftRule;
import dev.intarsia.oppu.update.HeldOutGuard;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.oppu.update.RehearsalSample;
import dev.intarsia.oppu.update.UpdateBounds;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.oppu.update.UpdateSteps;
import dev.intarsia.pieces.digest.Sha256;

/**
 * Tells recipes apart: SHA-256 over every setting that an adapter's training depends on. It is part of lineages on the
 * log, so it must not change between releases for the same settings.
 *
 * <p>Not in it: gates and sketches, which change no adapter; the texts of tasks, which each example was cut from; and how a
 * machine computes (precision, threads), which moves weights in their last digits only.
 */
public final class RecipeFingerprint {
    private RecipeFingerprint() {}

    /**
     * 64 hexadecimal digits.
     *
     * @param layout of the adapters
     * @param reference what an update must not unlearn
     */
    public static String of(Recipe recipe, AdapterLayout layout, ReferenceSet reference) {
        Sha256 hash = new Sha256();
        planner(hash, recipe.planner());
        options(hash, recipe.training());
        hash.number((recipe.keepsMoments() ? 1L : 0L))
                .number((long) recipe.window())
                .number((long) recipe.maxTokens());
        guards(hash, recipe.guard(), reference);
        layout(hash, layout);
        bounds(hash, recipe.bounds());
        moreSteps(hash, recipe.planner().steps());
        early(hash, recipe.planner().schedule());
        drift(hash, recipe.planner().drift());
        knowledge(hash, recipe.knowledge());
        return hash.hex();
    }

    /**
     * The same of residuals, which the same numbers make otherwise than own adapters.
     *
     * @param recipe by which residuals are trained
     */
    public static String ofResiduals(Recipe recipe, AdapterLayout layout, ReferenceSet reference) {
        return new Sha256().text("residual").text(of(recipe, layout, reference)).hex();
    }

    private static void planner(Sha256 hash, UpdatePlanner planner) {
        RehearsalSample rehearsal = planner.rehearsal();
        hash.number((long) planner.schedule().every())
                .number((long) planner.steps().steps())
                .number((long) planner.rows())
                .number(bits(planner.newShare()))
                .number(bits(rehearsal.recentShare()))
                .number((long) rehearsal.recentWindow())
                .number((long) planner.holdout());
    }

    private static void options(Sha256 hash, TrainingOptions options) {
        LearningRate rate = options.learningRate();
        hash.text(rate.toString())
                .number(bits(options.weightDecay()))
                .number(bits(options.beta1()))
                .number(bits(options.beta2()))
                .number(bits(options.epsilon()))
                .number(bits(options.clip()))
                .number(bits(options.dropout()));
    }

    private static void guards(Sha256 hash, HeldOutGuard guard, ReferenceSet reference) {
        hash.number((long) guard.holdout())
                .number(bits(guard.margin()))
                .number(bits(reference.margin()))
                .number((long) reference.examples().size());
        for (Example example : reference.examples()) {
            hash.number((long) example.responseStart()).number((long) example.tokens().length);
            for (int token : example.tokens()) {
                hash.number((long) token);
            }
        }
    }

    /** Left out where they are as if not set, so that recipes from before there were bounds keep their fingerprint. */
    private static void bounds(Sha256 hash, UpdateBounds bounds) {
        if (!bounds.equals(UpdateBounds.DEFAULT)) {
            hash.number(bits(bounds.norm())).number(bits(bounds.loss()));
        }
    }

    /** Left out where they are as all others, likewise. */
    private static void moreSteps(Sha256 hash, UpdateSteps steps) {
        if (steps.first() > steps.steps()) {
            hash.text("steps")
                    .number((long) steps.most())
                    .number((long) steps.first())
                    .number(bits(steps.margin()));
        }
    }

    /** Left out where there are none, likewise. */
    private static void early(Sha256 hash, UpdateSchedule schedule) {
        if (schedule.earlyEvents() > 0) {
            hash.text("early").number((long) schedule.early()).number((long) schedule.earlyEvents());
        }
    }

    /** Left out where none is looked for, likewise. */
    private static void drift(Sha256 hash, DriftRule rule) {
        if (rule.looks()) {
            hash.text("drift")
                    .number(bits(rule.significance()))
                    .number((long) rule.events())
                    .number(bits(rule.rate()));
        }
    }

    /** Left out where prompts carry nothing, likewise. */
    private static void knowledge(Sha256 hash, KnowledgeChoice choice) {
        if (!choice.none()) {
            hash.text("knowledge").number((long) choice.history()).number(choice.profile() ? 1L : 0L);
        }
    }

    private static void layout(Sha256 hash, AdapterLayout layout) {
        hash.text(layout.form().name()).number((long) layout.rank()).number(bits(layout.alpha()));
        for (ModuleShape module : layout.modules()) {
            hash.text(module.id().text()).number((long) module.inputs()).number((long) module.outputs());
        }
    }

    private static long bits(double number) {
        return Double.doubleToLongBits(number);
    }
}
