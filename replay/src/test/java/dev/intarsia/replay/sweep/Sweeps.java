package dev.intarsia.replay.sweep;

import dev.intarsia.pieces.assemble.BayesianWeights;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.pieces.assemble.RidgeWeights;
import dev.intarsia.pieces.assemble.Temper;
import dev.intarsia.pieces.election.ElectionRules;
import dev.intarsia.pieces.infer.ModulePrior;
import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.source.Recording;
import java.util.List;
import java.util.Map;

/** Small sweeps. */
final class Sweeps {
    /** How many of a recording's users are targets. */
    static final int TARGETS = 2;

    private static final int ALL = 16;

    private Sweeps() {}

    /** Two targets, then a population whose users have fewer events one after the other; users are a, b, c and so on. */
    static Recording recording(int users) {
        int[] events = new int[users];
        for (int i = 0; i < users; i++) {
            events[i] = (i < TARGETS ? 60 : 40) - i;
        }
        return Recordings.recording(events);
    }

    /** Asks two users of each group; three sharers of four are in the pool. */
    static SweepSettings settings(SweepPeople... people) {
        BayesianWeights bayes = new BayesianWeights(new ModulePrior(0.5), new Temper(1, 64), ALL, 2);
        return new SweepSettings(
                List.of(people),
                new PoolRules(new ElectionRules(3, 1, 2, 2, 1), Decay.none(), bayes, new SampleRules(2, 4)),
                bayes,
                new RidgeWeights(0.3, 0.5, 4, 2),
                4,
                2,
                3,
                List.of(4, 10),
                List.of(new SampleRules(1, 2), new SampleRules(3, 2)),
                List.of(),
                List.of(0.0, 1e9),
                Map.of("seed", "0"));
    }
}
