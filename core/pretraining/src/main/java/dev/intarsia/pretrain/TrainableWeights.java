package dev.intarsia.pretrain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Weights and their AdamW moments, each list in the order of {@link DecoderShape#weights()}.
 *
 * @param values row-major
 * @param first mean of the gradients
 * @param second mean of their squares
 */
record TrainableWeights(List<float[]> values, List<float[]> first, List<float[]> second) {
    private static final double EMBEDDING_DEVIATION = 0.02;
    private static final double INPUT_DEVIATION = 0.04;

    /** Normal numbers from the seed; what writes into the residual stream starts smaller the deeper the decoder. */
    static TrainableWeights initial(DecoderShape shape, long seed) {
        Random random = new Random(seed);
        List<float[]> values = new ArrayList<>();
        for (DecoderShape.Weight weight : shape.weights()) {
            double deviation = switch (weight.kind()) {
                case EMBEDDING -> EMBEDDING_DEVIATION;
                case INPUT -> INPUT_DEVIATION;
                case OUTPUT -> INPUT_DEVIATION / Math.sqrt(2.0 * shape.layers());
                case NORM -> 0;
            };
            float[] numbers = new float[weight.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = weight.kind() == DecoderShape.Kind.NORM ? 1 : (float) (random.nextGaussian() * deviation);
            }
            values.add(numbers);
        }
        return fresh(values);
    }

    /** The same weights with moments of zero, as a new stage begins. */
    TrainableWeights withoutMoments() {
        return fresh(values);
    }

    private static TrainableWeights fresh(List<float[]> values) {
        return new TrainableWeights(values, zeros(values), zeros(values));
    }

    private static List<float[]> zeros(List<float[]> like) {
        return like.stream().map(numbers -> new float[numbers.length]).toList();
    }
}
