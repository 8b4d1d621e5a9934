package dev.intarsia.replay.privacy;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Progress;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Losses of all subjects' events, in nats of the whole response. */
final class EventLosses {
    private final ReplayModel model;
    private final Progress progress;
    private final IdentityHashMap<List<Subject>, double[][]> base = new IdentityHashMap<>();

    EventLosses(ReplayModel model, Progress progress) {
        this.model = model;
        this.progress = progress;
    }

    /** Under the base model; computed once for the same list. */
    double[][] base(List<Subject> subjects) {
        return base.computeIfAbsent(subjects, asked -> {
            List<@Nullable Adapter> nothing = new ArrayList<>();
            asked.forEach(subject -> nothing.add(null));
            return of(asked, nothing);
        });
    }

    /**
     * Under adapters.
     *
     * @param adapters one for each subject; null for the base model
     * @return [subject][event]
     */
    double[][] of(List<Subject> subjects, List<? extends @Nullable Adapter> adapters) {
        List<ScoringRow> rows = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i++) {
            for (Example example : subjects.get(i).examples()) {
                rows.add(new ScoringRow(example, adapters.get(i)));
            }
        }
        List<Loss> scored = model.scorer().losses(rows);
        double[][] losses = new double[subjects.size()][];
        int next = 0;
        for (int i = 0; i < losses.length; i++) {
            losses[i] = new double[subjects.get(i).examples().size()];
            for (int event = 0; event < losses[i].length; event++) {
                losses[i][event] = scored.get(next++).sum();
            }
        }
        return losses;
    }

    /**
     * Under the adapters of several runs.
     *
     * @param adapters [run][subject]
     * @return [run][subject][event]
     */
    double[][][] ofRuns(List<Subject> subjects, List<? extends List<? extends @Nullable Adapter>> adapters) {
        double[][][] losses = new double[adapters.size()][][];
        for (int run = 0; run < losses.length; run++) {
            progress.at("scoring events, run", run, losses.length);
            losses[run] = of(subjects, adapters.get(run));
        }
        return losses;
    }
}
