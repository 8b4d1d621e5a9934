package dev.intarsia.model.train;

/**
 * How adapters are trained (AdamW, Loshchilov and Hutter 2019).
 *
 * @param clip largest Euclidean norm of a user's gradient over all modules; infinite for none
 * @param dropout share of LoRA's inputs that is dropped in a step; other methods know no dropout
 */
public record TrainingOptions(
        LearningRate learningRate,
        double weightDecay,
        double beta1,
        double beta2,
        double epsilon,
        double clip,
        double dropout) {
    public TrainingOptions {
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("Dropout is a share from 0 up to, but not, 1; it is " + dropout + ".");
        }
        if (!(clip > 0)) {
            throw new IllegalArgumentException("clip must be above 0, not " + clip + "; infinity turns it off.");
        }
    }

    public static TrainingOptions defaults() {
        return new TrainingOptions(
                new LearningRate.Constant(3e-3), 0.01, 0.9, 0.999, 1e-8, Double.POSITIVE_INFINITY, 0.05);
    }

    public TrainingOptions withLearningRate(LearningRate rate) {
        return new TrainingOptions(rate, weightDecay, beta1, beta2, epsilon, clip, dropout);
    }

    public TrainingOptions withDropout(double share) {
        return new TrainingOptions(learningRate, weightDecay, beta1, beta2, epsilon, clip, share);
    }

    public TrainingOptions withClip(double norm) {
        return new TrainingOptions(learningRate, weightDecay, beta1, beta2, epsilon, norm, dropout);
    }

    public TrainingOptions withWeightDecay(double decay) {
        return new TrainingOptions(learningRate, decay, beta1, beta2, epsilon, clip, dropout);
    }
}
