package dev.intarsia.replay.learning;

import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.OwnAdapters;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A shift of taste at one event, and what is done about it by somebody who knows of it. */
final class ShiftRules {
    /** The event, from 0, from which on every answer is mirrored. */
    static final int SHIFT = 64;

    private final ReplayModel model;
    private final Recipe recipe;

    ShiftRules(ReplayModel model) {
        this.model = model;
        this.recipe = model.recipe();
    }

    /** The same events, from the shift on with the label at the other end of the task's list. */
    static List<RecordedEvent> mirrored(List<RecordedEvent> events, List<String> labels) {
        List<RecordedEvent> mirrored = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            RecordedEvent event = events.get(i);
            int label = labels.indexOf(event.output());
            mirrored.add(
                    i < SHIFT || label < 0
                            ? event
                            : new RecordedEvent(
                                    event.id(),
                                    event.user(),
                                    event.time(),
                                    event.task(),
                                    event.input(),
                                    labels.get(labels.size() - 1 - label)));
        }
        return mirrored;
    }

    List<LearningRule> known() {
        List<LearningRule> rules = new ArrayList<>();
        UpdatePlanner planner = recipe.planner();
        int every = planner.schedule().every();
        Recipe latest = recipe.with(planner.with(every, 1, planner.rehearsal()));
        rules.add(from("no rehearsal from the shift on", latest));
        for (double factor : List.of(2.0, 4.0)) {
            rules.add(from("no rehearsal, rate × " + factor, RecipeRules.scaled(latest, factor)));
        }
        return rules;
    }

    /** By a recipe for 40 events from the shift on, then by the trainer's again. */
    private LearningRule from(String name, Recipe changed) {
        NavigableMap<Integer, Recipe> recipes = new TreeMap<>();
        recipes.put(0, recipe);
        recipes.put(SHIFT, changed);
        recipes.put(SHIFT + 40, recipe);
        return new LearningRule(name, meter -> OwnAdapters.phased(model, recipes, meter));
    }
}
