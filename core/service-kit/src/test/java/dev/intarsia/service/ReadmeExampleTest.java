package dev.intarsia.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.service.state.StateInUseException;
import dev.intarsia.service.state.StateLock;
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
}
