package dev.intarsia.pretrain;

import java.util.List;

/** A part of the training. What a step reads depends on its number and the seed alone. */
interface Stage {
    String name();

    /** Called once before the first batch, also of a resumed stage, with the weights the stage began with. */
    default void begin(TrainableWeights start) {}

    int steps();

    /** The batches whose gradients step {@code step}, counted from 0, sums up; their shares are already weighted. */
    List<Batch> batches(int step);

    Schedule schedule();

    double weightDecay();
}
