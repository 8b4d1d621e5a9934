package dev.intarsia.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.bootstrap.Resampled;
import dev.intarsia.evaluation.bootstrap.Resamples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The example of the module's README, compiled and run as it stands there. */
class ReadmeExampleTest {
    @Test
    void shouldRunTheExampleOfTheReadme() throws Exception {
        // example
        double[] differences = {-0.3, -0.1, -0.4, -0.2, 0.1, -0.3, -0.2, -0.2, -0.1, -0.3};
        double mean = Arrays.stream(differences).average().orElseThrow();
        Resamples resamples = Resamples.standard(1);
        double[] drawn = new double[resamples.count()];
        resamples.draw(differences.length, (resample, times) -> {
            for (int user = 0; user < times.length; user++) {
                drawn[resample] += times[user] * differences[user] / times.length;
            }
        });
        Estimate difference = new Resampled(mean, drawn, resamples.confidence(), differences.length).estimate();
        // end of example

        assertThat(difference.value()).isCloseTo(-0.2, within(1e-9));
        assertThat(difference.high()).isNegative();
    }
}
