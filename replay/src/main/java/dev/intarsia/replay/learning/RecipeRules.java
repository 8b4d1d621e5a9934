package dev.intarsia.replay.learning;

import dev.intarsia.model.train.LearningRate;
import dev.intarsia.oppu.drift.DriftRule;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.update.HeldOutGuard;
import dev.intarsia.oppu.update.RehearsalSample;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.oppu.update.UpdateSteps;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.OwnAdapters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Own adapters by the trainer's recipe, with one of its settings changed at a time. */
final class RecipeRules {
    /** Steps of an update in the long run, where a rule takes more. */
    private static final int MOST = 8;

    private final ReplayModel model;
    private final Recipe recipe;
    private final UpdatePlanner planner;

    RecipeRules(ReplayModel model) {
        this.model = model;
        this.recipe = model.recipe();
        this.planner = recipe.planner();
    }

    /** The trainer's settings as they are. */
    LearningRule plain() {
        return rule("own adapter, as set", recipe);
    }

    /** How much is trained, and how often. */
    List<LearningRule> steps() {
        List<LearningRule> rules = new ArrayList<>();
        rules.add(rule("as many steps at every update", constant()));
        for (int first : List.of(8, 32)) {
            rules.add(rule("up to " + first + " steps at first", atFirst(first)));
        }
        for (double rate : List.of(0.5, 2.0)) {
            rules.add(rule("rate × " + rate, scaled(recipe, rate)));
        }
        rules.add(rule("an update every 4 events up to the 16th", early()));
        for (int every : List.of(2, 4)) {
            rules.add(rule("an update every " + every + " events", every(every)));
        }
        return rules;
    }

    /** What keeps an adapter from losing what it knew. */
    List<LearningRule> forgetting() {
        List<LearningRule> rules = new ArrayList<>();
        RehearsalSample rehearsal = planner.rehearsal();
        rules.add(
                rule("no rehearsal", recipe.with(planner.with(planner.schedule().every(), 1, rehearsal))));
        for (double recent : List.of(0.0, 1.0)) {
            rules.add(rule(
                    String.format(Locale.ROOT, "%.0f %% of the rehearsed from the latest", 100 * recent),
                    recipe.with(planner.with(
                            planner.rows(),
                            planner.newShare(),
                            new RehearsalSample(recent, rehearsal.recentWindow())))));
        }
        rules.add(rule(
                "as many rehearsed as new",
                recipe.with(planner.with(2 * planner.schedule().every(), 0.5, rehearsal))));
        for (double decay : List.of(1.0, 10.0)) {
            rules.add(
                    rule("weight decay " + decay, recipe.with(recipe.training().withWeightDecay(decay))));
        }
        return rules;
    }

    /** What of an update is left out, or taken back where it does harm. */
    List<LearningRule> caution() {
        List<LearningRule> rules = new ArrayList<>();
        rules.add(rule(
                "guard of 2 events",
                recipe.with(new HeldOutGuard(2, recipe.guard().margin()))));
        ReplayModel constant = model.trainedBy(constant());
        rules.add(rule("as many steps at every update", constant()));
        rules.add(new LearningRule(
                "the same, likely events seldom, at least one in four",
                meter -> new VariedUpdates(constant, 0.25, 1, meter)));
        for (double share : List.of(0.75, 0.9)) {
            rules.add(new LearningRule(
                    "the same, " + share + " of the way", meter -> new VariedUpdates(constant, 1, share, meter)));
        }
        return rules;
    }

    /** What is done about a drift, and how sure one has to be. */
    List<LearningRule> drift() {
        List<LearningRule> rules = new ArrayList<>();
        rules.add(drift("no drift looked for", DriftRule.NONE));
        for (double significance : List.of(0.01, 0.001)) {
            for (double rate : List.of(1.0, 2.0, 4.0)) {
                rules.add(drift(
                        "drift below " + significance + ", rate × " + rate, new DriftRule(significance, 40, rate)));
            }
        }
        return rules;
    }

    private LearningRule drift(String name, DriftRule changed) {
        return rule(name, recipe.with(planner.with(changed)));
    }

    /** As many steps at every update. */
    Recipe constant() {
        return by(UpdateSteps.constant(planner.steps().steps()));
    }

    private LearningRule rule(String name, Recipe changed) {
        ReplayModel other = model.trainedBy(changed);
        return new LearningRule(name, meter -> OwnAdapters.plain(other, meter));
    }

    /** More steps at any update whose new events are told worse than by the user's own frequencies of answers. */
    List<LearningRule> whileHigh() {
        int steps = planner.steps().steps();
        List<LearningRule> rules = new ArrayList<>();
        rules.add(rule("as many steps at every update", constant()));
        for (int first : List.of(32, 64)) {
            for (double margin : List.of(0.5, 1.0, 2.0)) {
                rules.add(rule(
                        "up to " + first + " steps at first, " + margin + " above the user's frequencies",
                        by(new UpdateSteps(steps, MOST, first, margin))));
            }
        }
        return rules;
    }

    private Recipe early() {
        return recipe.with(planner.with(new UpdateSchedule(planner.schedule().every(), 4, 16)));
    }

    private Recipe by(UpdateSteps steps) {
        return recipe.with(planner.with(steps, planner.holdout()));
    }

    private Recipe atFirst(int first) {
        int steps = planner.steps().steps();
        return by(new UpdateSteps(steps, steps, first, 0));
    }

    /** The same with a rate so many times as high. */
    static Recipe scaled(Recipe recipe, double factor) {
        if (!(recipe.training().learningRate() instanceof LearningRate.Constant constant)) {
            throw new IllegalArgumentException(
                    "Rates are measured on a constant schedule; set training.schedule to constant.");
        }
        return recipe.with(recipe.training().withLearningRate(new LearningRate.Constant(constant.rate() * factor)));
    }

    /** As many steps in the long run, of new and rehearsed events in about the same proportion. */
    private Recipe every(int every) {
        int rows = (int) Math.max(
                every + 1,
                Math.round((double) planner.rows() * every / planner.schedule().every()));
        return recipe.with(
                planner.with(new UpdateSchedule(every)).with(rows, (double) every / rows, planner.rehearsal()));
    }
}
