package dev.intarsia.model.checkpoint;

import static java.util.Objects.requireNonNull;

/**
 * Rotary position embedding (Su et al. 2021).
 *
 * @param theta base of the wavelengths
 */
public record Rope(double theta, Scaling scaling) {
    public Rope {
        requireNonNull(scaling, "scaling");
        if (!(theta > 0) || Double.isInfinite(theta)) {
            throw new IllegalArgumentException("rope_theta must be above 0 and finite, not " + theta + ".");
        }
    }

    /** Wavelengths as they are. */
    public static Rope plain(double theta) {
        return new Rope(theta, new Scaling.None());
    }

    /** The angle per position of each pair of dimensions: {@code headSize / 2} numbers. */
    public double[] frequencies(int headSize) {
        double[] frequencies = new double[headSize / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = scaling.apply(Math.pow(theta, -2.0 * i / headSize));
        }
        return frequencies;
    }

    /** How a checkpoint stretches the wavelengths to reach further than it was first trained. */
    public sealed interface Scaling {
        double apply(double frequency);

        record None() implements Scaling {
            @Override
            public double apply(double frequency) {
                return frequency;
            }
        }

        /** All by one factor. */
        record Linear(double factor) implements Scaling {
            @Override
            public double apply(double frequency) {
                return frequency / factor;
            }
        }

        /** Only the long ones, with a smooth passage between: Llama 3.1 and later. */
        record Llama3(double factor, double lowFactor, double highFactor, int originalContext) implements Scaling {
            @Override
            public double apply(double frequency) {
                double turns = originalContext * frequency / (2 * Math.PI);
                if (turns < lowFactor) {
                    return frequency / factor;
                }
                if (turns > highFactor) {
                    return frequency;
                }
                double smooth = (turns - lowFactor) / (highFactor - lowFactor);
                return (1 - smooth) * frequency / factor + smooth * frequency;
            }
        }
    }
}
