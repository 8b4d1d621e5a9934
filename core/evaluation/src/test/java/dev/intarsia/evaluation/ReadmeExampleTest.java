package dev.intarsia.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.evaluation.bootstrap.Difference;
import dev.intarsia.evaluation.bootstrap.PairedBootstrap;
import dev.intarsia.evaluation.metric.RunningMean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The example of the module's README, compiled and run as it stands there. */
class ReadmeExampleTest {
    @Test
    void shouldRunTheExampleOfTheReadme() throws Exception {
        // example
        Map<String, RunningMean> base = new TreeMap<>();
        Map<String, RunningMean> personal = new TreeMap<>();
        for (int user = 0; user < 20; user++) {
            RunningMean one = new RunningMean();
            one.add(1.0 + user % 3);
            base.put("user-" + user, one);
            RunningMean other = new RunningMean();
            other.add(0.8 + user % 3);
            personal.put("user-" + user, other);
        }
        Difference difference = PairedBootstrap.standard(1).compare(base, personal);
        // end of example

        assertThat(difference.estimate()).isCloseTo(-0.2, within(1e-9));
        assertThat(difference.isClear()).isTrue();
    }

    @Test
    void shouldShowTheSameExampleInTheReadme() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/intarsia/evaluation/ReadmeExampleTest.java"));
        int begin = source.indexOf("// example\n") + "// example\n".length();
        String example =
                source.substring(begin, source.indexOf("// end of example")).stripIndent();

        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + example.strip() + "\n```");
    }
}
