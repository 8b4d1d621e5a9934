package dev.intarsia.replay.sweep;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.LearnerStates;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.TrainingEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Own adapters (OPPU, arXiv 2402.04401) by the trainer's learner, as if the user's newest events streamed in. Events after
 * the last due update are trained on at the end, so that an adapter has seen all of them.
 */
final class OwnTraining implements AutoCloseable {
    /** How many of each user's events are worked on together; bounds the memory, changes no result. */
    private static final int STRETCH = 64;

    private final ReplayModel model;
    private final Learner learner;

    OwnTraining(ReplayModel model) {
        this.model = model;
        this.learner = Learner.ofAdapters(model.recipe(), model.model(), ReferenceSet.none(), update -> {});
    }

    /**
     * Each user's adapter from the newest events; whoever's updates were all discarded has none.
     *
     * @param items how many events count
     */
    Map<String, Adapter> train(List<AskedUser> users, int items, Progress progress) {
        List<List<TrainingEvent>> arrivals = users.stream()
                .map(user -> TrainingEvents.plain(model, user.newest(items)))
                .toList();
        LearnerStates states =
                new LearnerStates(model.model().layout(), model.recipe().window());
        String doing = "training own adapters on " + items + " events each, event";
        long all = arrivals.stream().mapToInt(List::size).sum();
        long done = 0;
        for (int from = 0; from < items; from += STRETCH) {
            List<TrainingEvent> stretch = new ArrayList<>();
            for (List<TrainingEvent> own : arrivals) {
                own.subList(Math.min(from, own.size()), Math.min(from + STRETCH, own.size()))
                        .forEach(arrival -> stretch.add(TrainingEvents.seeded(model, arrival)));
            }
            progress.at(doing, done, all);
            StateOverlay overlay = new StateOverlay(states);
            learner.learn(stretch, overlay, user -> true);
            states.take(overlay);
            done += stretch.size();
        }
        StateOverlay overlay = new StateOverlay(states);
        learner.update(users.stream().map(user -> model.seeded(user.user())).toList(), overlay, LoadLevel.FULL);
        states.take(overlay);
        Map<String, Adapter> adapters = new HashMap<>();
        for (AskedUser user : users) {
            String seeded = model.seeded(user.user());
            if (states.of(seeded).own() != null) {
                adapters.put(user.user(), states.adapter(seeded).adapter());
            }
        }
        return adapters;
    }

    @Override
    public void close() {
        learner.close();
    }
}
