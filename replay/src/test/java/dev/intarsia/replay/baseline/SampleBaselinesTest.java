package dev.intarsia.replay.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.evaluation.baseline.Baseline;
import dev.intarsia.evaluation.baseline.GlobalMean;
import dev.intarsia.evaluation.baseline.ItemMean;
import dev.intarsia.evaluation.baseline.ItemUserBias;
import dev.intarsia.evaluation.baseline.LabelScale;
import dev.intarsia.evaluation.baseline.Observation;
import dev.intarsia.evaluation.baseline.UserMean;
import dev.intarsia.events.format.MovieLensFolder;
import dev.intarsia.replay.split.HeldOut;
import dev.intarsia.replay.split.Users;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the baselines reach on the sample stream, which every figure of a model stands beside. The references were
 * computed apart from this code, in Python, from the same files.
 */
class SampleBaselinesTest {
    private static final LabelScale HALF_STARS = new LabelScale(0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5);
    private static final double SHRINKAGE = 5;

    private static List<Observation> stream;
    private static Map<String, HeldOut<Observation>> byUser;
    private static Users users;

    @BeforeAll
    static void readTheSample() throws IOException {
        List<Rating> ratings =
                MovieLensFolder.open(Path.of("../data/movielens-small")).ratings();
        stream = ratings.stream().map(SampleBaselinesTest::observation).toList();
        Map<String, List<Observation>> own = stream.stream()
                .collect(Collectors.groupingBy(Observation::user, LinkedHashMap::new, Collectors.toList()));
        byUser = new LinkedHashMap<>();
        own.forEach((user, observations) -> byUser.put(user, HeldOut.lastFifth(observations)));
        users = Users.byActivity(
                own.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().size())),
                Users.TARGETS);
    }

    private static Observation observation(Rating rating) {
        return new Observation(rating.user(), Integer.toString(rating.film().id()), Double.parseDouble(rating.stars()));
    }

    @Test
    void shouldHoldOutTheLastFifthOfEveryUser() {
        assertThat(byUser.values())
                .extracting(parts -> parts.heldOut().size())
                .satisfies(sizes -> assertThat(
                                sizes.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(20_256));
    }

    @Test
    void shouldMeasureAllUsersUnrounded() {
        assertThat(onAllUsers(GlobalMean::new, false)).isCloseTo(0.84226, within(1e-5));
        assertThat(onAllUsers(() -> new ItemMean(SHRINKAGE), false)).isCloseTo(0.77679, within(1e-5));
        assertThat(onAllUsers(UserMean::new, false)).isCloseTo(0.74771, within(1e-5));
        assertThat(onAllUsers(() -> new ItemUserBias(SHRINKAGE, SHRINKAGE), false))
                .isCloseTo(0.69910, within(1e-5));
    }

    @Test
    void shouldMeasureAllUsersRounded() {
        assertThat(onAllUsers(GlobalMean::new, true)).isCloseTo(0.83849, within(1e-5));
        assertThat(onAllUsers(() -> new ItemMean(SHRINKAGE), true)).isCloseTo(0.76795, within(1e-5));
        assertThat(onAllUsers(UserMean::new, true)).isCloseTo(0.73102, within(1e-5));
        assertThat(onAllUsers(() -> new ItemUserBias(SHRINKAGE, SHRINKAGE), true))
                .isCloseTo(0.68809, within(1e-5));
    }

    /** As a base model sees the targets: what it knows of films is the population's, the rest is the user's own. */
    @Test
    void shouldMeasureTargetsWithThePopulationsItems() {
        assertThat(onTargets(true, ItemUserBias::observePersonally)).isCloseTo(0.68836, within(1e-5));
        assertThat(onTargets(false, ItemUserBias::observePersonally)).isCloseTo(0.70111, within(1e-5));
    }

    /** The stronger form: the targets' own histories tell of films, too. */
    @Test
    void shouldMeasureTargetsWithAllUsersItems() {
        assertThat(onTargets(true, ItemUserBias::observe)).isCloseTo(0.66944, within(1e-5));
        assertThat(onTargets(false, ItemUserBias::observe)).isCloseTo(0.68337, within(1e-5));
    }

    @Test
    void shouldMeasureTheWholeStreamPredictingBeforeLearning() {
        assertThat(onTheStream(new GlobalMean(), false)).isCloseTo(0.84418, within(1e-5));
        assertThat(onTheStream(new ItemMean(SHRINKAGE), false)).isCloseTo(0.77266, within(1e-5));
        assertThat(onTheStream(new UserMean(), false)).isCloseTo(0.75719, within(1e-5));
        assertThat(onTheStream(new ItemUserBias(SHRINKAGE, SHRINKAGE), false)).isCloseTo(0.70344, within(1e-5));
        assertThat(onTheStream(new ItemUserBias(SHRINKAGE, SHRINKAGE), true)).isCloseTo(0.69307, within(1e-5));
    }

    private static double onAllUsers(Supplier<Baseline> baseline, boolean rounded) {
        Prequential run = new Prequential(baseline.get(), HALF_STARS, rounded);
        byUser.values().forEach(parts -> parts.history().forEach(run::learn));
        byUser.values().forEach(parts -> parts.heldOut().forEach(run::measure));
        return run.mae();
    }

    /** How a target's history is taken into account. */
    private interface Observing {
        void observe(ItemUserBias baseline, Observation observation);
    }

    private static double onTargets(boolean rounded, Observing observing) {
        ItemUserBias baseline = new ItemUserBias(SHRINKAGE, SHRINKAGE);
        List<Observation> heldOut = new ArrayList<>();
        byUser.forEach((user, parts) -> {
            if (users.targets().contains(user)) {
                parts.history().forEach(observation -> observing.observe(baseline, observation));
                heldOut.addAll(parts.heldOut());
            } else {
                parts.history().forEach(baseline::observe);
                parts.heldOut().forEach(baseline::observe);
            }
        });
        Prequential run = new Prequential(baseline, HALF_STARS, rounded);
        heldOut.forEach(run::measure);
        assertThat(run.absoluteErrors()).hasSize(11_069);
        return run.mae();
    }

    private static double onTheStream(Baseline baseline, boolean rounded) {
        Prequential run = new Prequential(baseline, HALF_STARS, rounded);
        stream.forEach(run::predictAndLearn);
        return run.mae();
    }
}
