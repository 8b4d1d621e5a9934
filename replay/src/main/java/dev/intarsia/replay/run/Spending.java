package dev.intarsia.replay.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.intarsia.evaluation.result.Cost;
import dev.intarsia.replay.method.StorageCost;
import dev.intarsia.replay.method.Work;

/** What a method has cost so far. Not thread-safe. */
final class Spending {
    @JsonProperty
    private double preparingSeconds;

    @JsonProperty
    private double preparingFlops;

    @JsonProperty
    private double learningSeconds;

    @JsonProperty
    private double learningFlops;

    @JsonProperty
    private double answeringSeconds;

    @JsonProperty
    private double answeringFlops;

    @JsonProperty
    private long events;

    @JsonProperty
    private long answers;

    void prepared(Work work) {
        preparingSeconds += work.seconds();
        preparingFlops += work.flops();
    }

    void learned(Work work, int more) {
        learningSeconds += work.seconds();
        learningFlops += work.flops();
        events += more;
    }

    void answered(Work work, int more) {
        answeringSeconds += work.seconds();
        answeringFlops += work.flops();
        answers += more;
    }

    double seconds() {
        return preparingSeconds + learningSeconds + answeringSeconds;
    }

    Cost cost(StorageCost kept, int users) {
        return new Cost(
                preparingSeconds,
                learningSeconds,
                answeringSeconds,
                preparingFlops,
                learningFlops,
                answeringFlops,
                kept.own(),
                kept.shared(),
                users,
                events,
                answers);
    }
}
