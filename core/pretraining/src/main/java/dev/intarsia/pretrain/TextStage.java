package dev.intarsia.pretrain;

import java.util.List;

/**
 * Stage 1: language modelling on packed text, each window once.
 *
 * @param windows in the order they are read
 * @param perStep windows per step
 */
record TextStage(List<int[]> windows, int perStep) implements Stage {
    @Override
    public String name() {
        return "text";
    }

    @Override
    public int steps() {
        return windows.size() / perStep;
    }

    @Override
    public List<Batch> batches(int step) {
        return List.of(batch(windows.subList(step * perStep, (step + 1) * perStep), 1));
    }

    @Override
    public Schedule schedule() {
        return new Schedule(2e-3, 100, 0.1);
    }

    @Override
    public double weightDecay() {
        return 0.1;
    }

    /** A batch of windows whose mean loss per token counts {@code weight}. */
    static Batch batch(List<int[]> windows, double weight) {
        int predicted = windows.stream().mapToInt(window -> window.length - 1).sum();
        float share = (float) (weight / predicted);
        return Batch.of(windows.stream()
                .map(window -> new LearningRow(window, 1, share))
                .toList());
    }
}
