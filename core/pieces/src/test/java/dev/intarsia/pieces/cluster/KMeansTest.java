package dev.intarsia.pieces.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.pieces.fixture.Draws;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class KMeansTest {
    private static final List<float[]> CORNERS =
            List.of(new float[] {0, 0}, new float[] {100, 0}, new float[] {0, 100});

    @RepeatedTest(20)
    void shouldFindGroupsThatLieFarApart(RepetitionInfo repetition) {
        List<float[]> points = around(CORNERS, 8, new Draws(repetition.getCurrentRepetition()));

        Clustering clustering = new KMeans(3, repetition.getCurrentRepetition(), 50).of(points);

        Set<Integer> numbers = new HashSet<>();
        for (int group = 0; group < 3; group++) {
            List<Integer> members = clustering.clusters().subList(8 * group, 8 * group + 8);
            assertThat(new HashSet<>(members)).hasSize(1);
            numbers.add(members.get(0));
        }
        assertThat(numbers).containsExactlyInAnyOrder(0, 1, 2);
    }

    @RepeatedTest(10)
    void shouldPutEachPointIntoTheClusterOfItsNearestCenter(RepetitionInfo repetition) {
        Draws draws = new Draws(repetition.getCurrentRepetition());
        List<float[]> points = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            points.add(draws.vector(5));
        }

        Clustering clustering = new KMeans(7, 1, 1000).of(points);

        for (int i = 0; i < points.size(); i++) {
            double own = distance(
                    points.get(i),
                    clustering.centers().get(clustering.clusters().get(i)));
            for (float[] center : clustering.centers()) {
                assertThat(own).isLessThanOrEqualTo(distance(points.get(i), center));
            }
        }
    }

    @Test
    void shouldRepeatItselfForOneSeed() {
        List<float[]> points = around(CORNERS, 20, new Draws(1));

        assertThat(new KMeans(5, 42, 50).of(points).clusters())
                .isEqualTo(new KMeans(5, 42, 50).of(points).clusters());
    }

    @Test
    void shouldKeepTheNumbersOfKnownCenters() {
        List<float[]> points = around(CORNERS, 4, new Draws(2));

        Clustering clustering = new KMeans(3, 1, 50).of(points, List.of(CORNERS.get(2), CORNERS.get(0)));

        assertThat(clustering.clusters()).containsExactly(1, 1, 1, 1, 2, 2, 2, 2, 0, 0, 0, 0);
    }

    @Test
    void shouldCopeWithPointsThatAreAllTheSame() {
        List<float[]> points = List.of(new float[] {1}, new float[] {1}, new float[] {1});

        assertThat(new KMeans(3, 1, 10).of(points).clusters()).containsExactly(0, 0, 0);
    }

    @Test
    void shouldRefuseMoreClustersThanPoints() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KMeans(4, 1, 10).of(CORNERS));
        assertThatIllegalArgumentException().isThrownBy(() -> new KMeans(1, 1, 10).of(CORNERS, CORNERS));
        assertThatIllegalArgumentException().isThrownBy(() -> new KMeans(0, 1, 10));
    }

    private static List<float[]> around(List<float[]> centers, int each, Draws draws) {
        List<float[]> points = new ArrayList<>();
        for (float[] center : centers) {
            for (int i = 0; i < each; i++) {
                float[] point = draws.vector(2);
                point[0] += center[0];
                point[1] += center[1];
                points.add(point);
            }
        }
        return points;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (double) (a[j] - b[j]);
        }
        return sum;
    }
}
