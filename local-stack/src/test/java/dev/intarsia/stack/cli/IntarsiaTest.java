package dev.intarsia.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class IntarsiaTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldShowEveryCommandInItsHelp() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("demo", "up", "ingest", "pretrain", "bench");
    }

    @Test
    void shouldTurnAFailureIntoASentenceAndAnExitCode(@TempDir Path full) throws Exception {
        Files.writeString(full.resolve("something"), "");

        int code = run("demo", "--data-dir=" + full);

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("intarsia demo: ")
                .contains("is not empty")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldRefuseSettingsOfAServiceThatIsNone() {
        assertThat(run("up", "--set", "gateway.http.port=1", "--model=.")).isEqualTo(1);
        assertThat(err.toString()).contains("--set begins with 'gateway'", "inference-gateway");
    }

    @Test
    void shouldRefuseAnUnknownOption() {
        assertThat(run("up", "--prot=1")).isEqualTo(2);
    }

    private int run(String... arguments) {
        CommandLine line = Intarsia.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
