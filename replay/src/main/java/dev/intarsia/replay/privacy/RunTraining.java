package dev.intarsia.replay.privacy;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.OwnAdapters;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.ArrayList;
import java.util.List;

/** Trains an adapter for each run of each sharer on the half that it knows, by the trainer's learner, all at once. */
final class RunTraining {
    private RunTraining() {}

    /**
     * Adapters as a sharer publishes them; whoever's updates were all discarded has one that adds nothing.
     *
     * @param runs how many of each sharer's runs are trained, from the first
     * @return [run][sharer]
     */
    static List<List<Adapter>> train(ReplayModel model, List<Subject> sharers, int runs, Progress progress) {
        String doing = "training " + runs + " runs of each sharer, dropout "
                + model.recipe().training().dropout() + ", event";
        int every = model.recipe().schedule().every();
        int known = sharers.get(0).events().size() / 2;
        try (OwnAdapters adapters = OwnAdapters.plain(model, new FlopMeter())) {
            for (int from = 0; from < known; from += every) {
                progress.at(doing, from, known);
                List<RecordedEvent> arrivals = new ArrayList<>();
                for (Subject sharer : sharers) {
                    for (int run = 0; run < runs; run++) {
                        String name = name(sharer, run);
                        sharer.halves().of(run, sharer.events()).subList(from, Math.min(from + every, known)).stream()
                                .map(event -> under(name, event))
                                .forEach(arrivals::add);
                    }
                }
                adapters.learn(arrivals);
            }
            List<List<Adapter>> trained = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                int now = run;
                trained.add(sharers.stream()
                        .map(sharer -> adapters.of(name(sharer, now))
                                .orElseGet(() -> Adapter.zero(model.model().layout())))
                        .toList());
            }
            return trained;
        }
    }

    /** Each run draws for itself what training draws. */
    private static String name(Subject sharer, int run) {
        return sharer.user() + " run " + run;
    }

    private static RecordedEvent under(String user, RecordedEvent event) {
        return new RecordedEvent(event.id(), user, event.time(), event.task(), event.input(), event.output());
    }
}
