package dev.intarsia.model.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much faster bf16 was than fp32, round by round.
 *
 * @param training gains of a training pass, times in fp32 over times in bf16
 * @param decoding gains of decoding steps
 */
record PrecisionRounds(List<Double> training, List<Double> decoding) {
    private static final int ROUNDS = 7;

    /** So many rounds may say otherwise than the others. */
    private static final int STRAY = 1;

    /** bf16 costs accuracy, so a small gain is none. */
    private static final double WORTHWHILE = 1.2;

    PrecisionRounds {
        training = List.copyOf(training);
        decoding = List.copyOf(decoding);
    }

    /** What one side of the comparison takes. */
    interface Times {
        /** Seconds of one training pass. */
        double training();

        /** Seconds of some decoding steps. */
        double decoding();
    }

    /** Takes both sides' times in turns, each round the other one first, after a round that does not count. */
    static PrecisionRounds measure(Times fp32, Times bf16) {
        List<Double> training = new ArrayList<>();
        List<Double> decoding = new ArrayList<>();
        for (int round = -1; round < ROUNDS; round++) {
            boolean wideFirst = round % 2 == 0;
            double first = (wideFirst ? fp32 : bf16).training();
            double second = (wideFirst ? bf16 : fp32).training();
            double third = (wideFirst ? fp32 : bf16).decoding();
            double fourth = (wideFirst ? bf16 : fp32).decoding();
            if (round >= 0) {
                training.add(wideFirst ? first / second : second / first);
                decoding.add(wideFirst ? third / fourth : fourth / third);
            }
        }
        return new PrecisionRounds(training, decoding);
    }

    /** What nearly all rounds say, training and decoding counting alike; fp32 where they disagree. */
    Precision choice() {
        return worthwhile() >= training.size() - STRAY ? Precision.BF16 : Precision.FP32;
    }

    private int worthwhile() {
        int count = 0;
        for (int i = 0; i < training.size(); i++) {
            count += Math.sqrt(training.get(i) * decoding.get(i)) >= WORTHWHILE ? 1 : 0;
        }
        return count;
    }

    @Override
    public String toString() {
        int count = worthwhile();
        boolean disagree = count > STRAY && count < training.size() - STRAY;
        return String.format(
                Locale.ROOT,
                "bf16 against fp32: training %.2f times as fast, decoding %.2f times (medians); worthwhile in %d of %d rounds%s:"
                        + " multiplying in %s",
                median(training),
                median(decoding),
                count,
                training.size(),
                disagree ? ", which is no clear answer" : "",
                choice());
    }

    private static double median(List<Double> gains) {
        return gains.stream().sorted().toList().get(gains.size() / 2);
    }
}
