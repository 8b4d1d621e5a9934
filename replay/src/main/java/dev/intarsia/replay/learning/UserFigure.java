package dev.intarsia.replay.learning;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A mean over users.
 *
 * @param margin half of the 95 % interval of a normally distributed mean
 */
public record UserFigure(double mean, double margin) {
    /** @param of each user's scores; users without a number do not count */
    public static UserFigure of(List<Scores> users, ToDoubleFunction<Scores> of) {
        return of(users.stream().mapToDouble(of).toArray());
    }

    /** Of the differences of each user's scores under two rules. */
    public static UserFigure difference(List<Scores> users, List<Scores> others, ToDoubleFunction<Scores> of) {
        return of(IntStream.range(0, users.size())
                .mapToDouble(i -> of.applyAsDouble(users.get(i)) - of.applyAsDouble(others.get(i)))
                .toArray());
    }

    private static UserFigure of(double[] numbers) {
        double[] finite = Arrays.stream(numbers).filter(Double::isFinite).toArray();
        double mean = Arrays.stream(finite).average().orElse(Double.NaN);
        double squares = Arrays.stream(finite)
                .map(number -> (number - mean) * (number - mean))
                .sum();
        int n = finite.length;
        return new UserFigure(mean, n < 2 ? Double.NaN : 1.96 * Math.sqrt(squares / (n - 1) / n));
    }
}
