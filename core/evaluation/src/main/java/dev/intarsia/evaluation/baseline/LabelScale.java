package dev.intarsia.evaluation.baseline;

import dev.intarsia.tasks.Answer;
import java.util.Arrays;

/** The labels a prediction is rounded to, in rising order. */
public final class LabelScale {
    private final double[] labels;

    public LabelScale(double... labels) {
        this.labels = labels.clone();
        if (labels.length == 0) {
            throw new IllegalArgumentException("A scale needs a label; give at least one.");
        }
        for (int i = 1; i < labels.length; i++) {
            if (!(labels[i - 1] < labels[i])) {
                throw new IllegalArgumentException(
                        "The labels " + Arrays.toString(labels) + " do not rise; sort them.");
            }
        }
    }

    /** The scale of a task's answer. */
    public static LabelScale of(Answer.Scale answer) {
        return new LabelScale(answer.values());
    }

    public double lowest() {
        return labels[0];
    }

    public double highest() {
        return labels[labels.length - 1];
    }

    /** Index of the nearest label; the higher one halfway between two. */
    public int nearest(double value) {
        int nearest = 0;
        for (int i = 1; i < labels.length; i++) {
            if (Math.abs(labels[i] - value) <= Math.abs(labels[nearest] - value)) {
                nearest = i;
            }
        }
        return nearest;
    }

    /** The {@link #nearest} label itself. */
    public double round(double value) {
        return labels[nearest(value)];
    }

    /** The value itself, or the end of the scale it lies beyond. */
    public double clip(double value) {
        return Math.max(lowest(), Math.min(highest(), value));
    }
}
