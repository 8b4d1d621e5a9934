package dev.intarsia.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.evaluation.result.Prediction;
import dev.intarsia.tasks.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of methods of which each user's values are known: as −log p, a mean over events that may be any number. */
class ContrastsTest {
    private static final int USERS = 200;
    private static final Task TASK = MadeUpAnswers.STARS;
    private static final String FIRST = "base";
    private static final String SECOND = "own";

    /** With as many users the interval is nearly the normal one: mean ± 1.96 s / √n. */
    @Test
    void shouldAgreeWithTheNormalInterval() {
        Random random = new Random(7);
        Values values = new Values();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < USERS; i++) {
            double difference = -0.05 + 0.3 * random.nextGaussian();
            values.put(FIRST, "u" + i, 0.8);
            values.put(SECOND, "u" + i, 0.8 + difference);
            sum += difference;
            squares += difference * difference;
        }
        double mean = sum / USERS;
        double half = 1.96 * Math.sqrt((squares / USERS - mean * mean) / USERS);

        Contrast found = values.compare(Resamples.standard(1));

        assertThat(found.difference().value()).isCloseTo(mean, within(1e-12));
        assertThat(found.difference().low()).isCloseTo(mean - half, within(0.1 * half));
        assertThat(found.difference().high()).isCloseTo(mean + half, within(0.1 * half));
    }

    /** Over many draws of users, the interval holds the true difference about as often as it says. */
    @Test
    void shouldCoverTheTruthAsOftenAsTheIntervalClaims() {
        int held = 0;
        int trials = 300;
        for (int trial = 0; trial < trials; trial++) {
            Random random = new Random(trial);
            Values values = new Values();
            for (int i = 0; i < 60; i++) {
                int events = 1 + random.nextInt(40);
                double difference = 0.1 + 0.4 * random.nextGaussian();
                for (int j = 0; j < events; j++) {
                    double noise = random.nextGaussian();
                    values.put(FIRST, "u" + i, noise);
                    values.put(SECOND, "u" + i, noise + difference);
                }
            }
            Contrast found = values.compare(new Resamples(500, 0.95, trial));
            held += found.difference().low() <= 0.1 && 0.1 <= found.difference().high() ? 1 : 0;
        }

        assertThat((double) held / trials).isBetween(0.89, 0.98);
    }

    @Test
    void shouldWeightUsersByTheirEvents() {
        Values values = new Values();
        for (int i = 0; i < 3; i++) {
            values.put(FIRST, "busy", 0);
            values.put(SECOND, "busy", 1);
        }
        values.put(FIRST, "rare", 0);
        values.put(SECOND, "rare", -1);

        assertThat(values.compare(Resamples.standard(1)).difference().value()).isEqualTo(0.5);
    }

    @Test
    void shouldFindNoDifferenceBetweenAMethodAndItself() {
        Values values = new Values();
        for (int i = 0; i < 10; i++) {
            values.put(FIRST, "u" + i, i);
            values.put(SECOND, "u" + i, i);
        }

        Contrast found = values.compare(Resamples.standard(1));

        assertThat(found.difference()).isEqualTo(new Estimate(0, 0, 0));
        assertThat(found.isClear()).isFalse();
    }

    @Test
    void shouldGiveTheSameResultForTheSameSeedInAnyOrderOfUsers() {
        Values values = new Values();
        Values turned = new Values();
        for (int i = 0; i < 20; i++) {
            values.put(FIRST, "u" + i, 0);
            values.put(SECOND, "u" + i, Math.sin(i));
            turned.put(SECOND, "u" + (19 - i), Math.sin(19 - i));
            turned.put(FIRST, "u" + (19 - i), 0);
        }

        Contrast found = values.compare(Resamples.standard(3));

        assertThat(turned.compare(Resamples.standard(3))).isEqualTo(found);
        assertThat(values.compare(Resamples.standard(4))).isNotEqualTo(found);
    }

    @Test
    void shouldRefuseMethodsThatWereMeasuredDifferently() {
        Values values = new Values();
        values.put(FIRST, "a", 1);
        values.put(SECOND, "b", 1);
        assertThatThrownBy(() -> values.compare(Resamples.standard(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ask all methods the same");

        values.put(FIRST, "b", 1);
        values.put(FIRST, "b", 1);
        values.put(SECOND, "a", 1);
        assertThatThrownBy(() -> values.compare(Resamples.standard(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own answered 2 of 3 questions");
    }

    /** What both methods reached, one event after the other of each user. */
    private static final class Values {
        private final List<Prediction> predictions = new ArrayList<>();

        void put(String method, String user, double value) {
            long before = predictions.stream()
                    .filter(other ->
                            other.method().equals(method) && other.user().equals(user))
                    .count();
            predictions.add(
                    new Prediction(method, user, "e" + before, Instant.EPOCH, before, "4.0", "4.0", value, null));
        }

        /** The second method's mean less the first's. */
        Contrast compare(Resamples resamples) {
            AnswersReader reader = AnswersReader.of(TASK.answer());
            predictions.forEach(reader::add);
            Answers answers = reader.answers();
            int[] all = IntStream.range(0, answers.questions().count()).toArray();
            UserSums sums = new UserSums(answers, all, List.of(Measure.NLL));
            return new Contrasts(sums.resample(resamples), Measure.NLL)
                    .all().stream()
                            .filter(contrast -> contrast.method().equals(SECOND))
                            .findFirst()
                            .orElseThrow();
        }
    }
}
