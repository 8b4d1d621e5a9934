package dev.intarsia.replay.learning;

import dev.intarsia.replay.engine.ReplayModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rules that belong together; each section begins with the trainer's settings as they are. */
public enum LearningSection {
    /** How much is trained, and how often. */
    STEPS {
        @Override
        List<LearningRule> others(ReplayModel model) {
            return new RecipeRules(model).steps();
        }
    },
    /** What keeps an adapter from losing what it knew. */
    FORGETTING {
        @Override
        List<LearningRule> others(ReplayModel model) {
            return new RecipeRules(model).forgetting();
        }
    };

    /**
     * The section of this name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static LearningSection of(String name) {
        return Arrays.stream(values())
                .filter(section -> section.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no section; use some of "
                        + Arrays.stream(values()).map(LearningSection::text).collect(Collectors.joining(", ")) + "."));
    }

    /** As reports and the command line name it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<LearningRule> rules(ReplayModel model) {
        List<LearningRule> rules = new ArrayList<>();
        rules.add(new RecipeRules(model).plain());
        rules.addAll(others(model));
        return rules;
    }

    abstract List<LearningRule> others(ReplayModel model);
}
