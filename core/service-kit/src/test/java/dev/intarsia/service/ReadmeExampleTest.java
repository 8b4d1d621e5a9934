package dev.intarsia.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.service.state.StateInUseException;
import dev.intarsia.service.state.StateLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the module's README, compiled and run as it stands there. */
class ReadmeExampleTest {
    @TempDir
    Path directory;

    @Test
    void shouldRunTheExampleOfTheReadme() throws Exception {
        // example
        String refusal = "";
        try (StateLock mine = StateLock.take(directory, "my-service")) {
            StateLock.take(directory, "my-service");
        } catch (StateInUseException e) {
            refusal = e.getMessage();
        }
        // end of example

        assertThat(refusal).contains(directory.toString());
    }

    @Test
    void shouldShowTheSameExampleInTheReadme() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/intarsia/service/ReadmeExampleTest.java"));
        int begin = source.indexOf("// example\n") + "// example\n".length();
        String example =
                source.substring(begin, source.indexOf("// end of example")).stripIndent();

        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + example.strip() + "\n```");
    }
}
