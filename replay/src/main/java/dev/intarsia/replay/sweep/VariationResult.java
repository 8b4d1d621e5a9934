package dev.intarsia.replay.sweep;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How one variation answered.
 *
 * @param users each asked user's scores
 * @param predicted each user's predicted gain in nats per response token; NaN where nothing is predicted
 * @param piecesPerModule mean over users
 * @param composingSeconds for all users' adapters
 * @param seconds in all
 */
record VariationResult(
        Variation.Section section,
        String series,
        String value,
        List<UserScores> users,
        List<Double> predicted,
        double piecesPerModule,
        double composingSeconds,
        double seconds) {
    VariationResult {
        users = List.copyOf(users);
        predicted = List.copyOf(predicted);
    }

    private int questions() {
        return users.stream().mapToInt(UserScores::questions).sum();
    }

    /** Mean error over all questions. */
    double mae() {
        return users.stream().mapToDouble(UserScores::error).sum() / questions();
    }

    /** Mean nats over all questions. */
    double nll() {
        return users.stream().mapToDouble(UserScores::nll).sum() / questions();
    }

    /** Mean predicted gain over users; NaN where nothing is predicted. */
    double predictedGain() {
        return predicted.stream().mapToDouble(gain -> gain).average().orElse(Double.NaN);
    }

    /** By how many nats per response token each user's loss is below another's; NaN for a user without questions. */
    List<Double> gains(VariationResult base) {
        return IntStream.range(0, users.size())
                .mapToObj(i -> base.users.get(i).meanPerToken() - users.get(i).meanPerToken())
                .toList();
    }

    /** The mean of {@link #gains} over the users with questions. */
    double measuredGain(VariationResult base) {
        return gains(base).stream()
                .filter(Double::isFinite)
                .mapToDouble(gain -> gain)
                .average()
                .orElse(Double.NaN);
    }

    /** How much the mean NLL of a user differs from another variation's. */
    UserFigure nllAbove(VariationResult other) {
        return UserFigure.difference(users, other.users, UserScores::meanNll);
    }
}
