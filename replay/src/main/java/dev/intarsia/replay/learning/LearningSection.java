package dev.intarsia.replay.learning;

import dev.intarsia.replay.engine.ReplayModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Rules that belong together; each section begins with the trainer's settings as they are. */
public enum LearningSection {
    /** How much is trained, and how often. */
    STEPS {
        @Override
        List<LearningRule> others(ReplayModel model, List<StreamedUser> users) {
            return new RecipeRules(model).steps();
        }
    },
    /** What keeps an adapter from losing what it knew. */
    FORGETTING {
        @Override
        List<LearningRule> others(ReplayModel model, List<StreamedUser> users) {
            return new RecipeRules(model).forgetting();
        }
    },
    /** What of an update is left out or taken back. */
    CAUTION {
        @Override
        List<LearningRule> others(ReplayModel model, List<StreamedUser> users) {
            return new RecipeRules(model).caution();
        }
    },
    /** Adapters that begin where the others are: at the assembled one. */
    START {
        @Override
        List<LearningRule> others(ReplayModel model, List<StreamedUser> users, Supplier<AssembledStart> start) {
            return start.get().rules();
        }

        @Override
        List<LearningRule> others(ReplayModel model, List<StreamedUser> users) {
            return List.of();
        }

        @Override
        List<Integer> positions() {
            return List.of(0, 5, 10, 20, 50, 128);
        }
    },
    /** More steps wherever the loss stays high. */
    MORE {
        @Override
        List<LearningRule> others(ReplayModel model, List<StreamedUser> users) {
            return new RecipeRules(model).whileHigh();
        }

        @Override
        List<Integer> early() {
            return List.of(10, 20);
        }
    },
    /** The same history trained on at once, instead of as it streams in. */
    OFFLINE {
        @Override
        List<LearningRule> others(ReplayModel model, List<StreamedUser> users) {
            return List.of(1.25, 2.5, 5.0).stream()
                    .map(rows -> new LearningRule(
                            "offline, each event " + rows + " times",
                            meter -> new OfflineAdapters(model, users, rows, meter)))
                    .toList();
        }
    },
    /** Events in an order that tells nothing: whatever drift is found is a false alarm. */
    SHUFFLED {
        @Override
        List<LearningRule> others(ReplayModel model, List<StreamedUser> users) {
            return new RecipeRules(model).drift();
        }

        @Override
        List<StreamedUser> stream(List<StreamedUser> users, List<String> labels) {
            return users.stream().map(StreamedUser::shuffled).toList();
        }
    },
    /** Every answer is mirrored from event {@value ShiftRules#SHIFT} on. */
    SHIFT {
        @Override
        List<LearningRule> others(ReplayModel model, List<StreamedUser> users) {
            List<LearningRule> rules = new ArrayList<>(new RecipeRules(model).drift());
            rules.addAll(new ShiftRules(model).known());
            return rules;
        }

        @Override
        List<StreamedUser> stream(List<StreamedUser> users, List<String> labels) {
            return users.stream()
                    .filter(user -> user.events().size() > 2 * ShiftRules.SHIFT - 24)
                    .map(user -> user.with(ShiftRules.mirrored(user.events(), labels)))
                    .toList();
        }

        @Override
        List<Integer> positions() {
            return List.of(48, 64, 72, 80, 88, 96, 104, 112, 128);
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

    /** What streams in. */
    List<StreamedUser> stream(List<StreamedUser> users, List<String> labels) {
        return users;
    }

    /** After how many events of everybody later ones are asked already, ascending. */
    List<Integer> early() {
        return List.of();
    }

    /** Between which positions of the stream losses are reported one by one. */
    List<Integer> positions() {
        return List.of(0, 8, 16, 32, 64, 128);
    }

    /**
     * @param users who stream
     * @param start with a pool, which is made when it is asked for
     */
    List<LearningRule> rules(ReplayModel model, List<StreamedUser> users, Supplier<AssembledStart> start) {
        List<LearningRule> rules = new ArrayList<>();
        rules.add(new RecipeRules(model).plain());
        rules.addAll(others(model, users, start));
        return rules;
    }

    List<LearningRule> others(ReplayModel model, List<StreamedUser> users, Supplier<AssembledStart> start) {
        return others(model, users);
    }

    abstract List<LearningRule> others(ReplayModel model, List<StreamedUser> users);
}
