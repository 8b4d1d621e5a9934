package dev.intarsia.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class IntarsiaTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldShowEveryCommandInItsHelp() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("demo", "up", "ingest", "explain", "pretrain", "bench");
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
        assertThat(run("replay", "--prot=1")).isEqualTo(2);
        assertThat(err.toString().lines())
                .as("the reason is still on the screen")
                .hasSizeLessThan(5)
                .startsWith("intarsia replay: Unknown option: '--prot=1'")
                .endsWith("See 'intarsia replay --help'.");
    }

    @Test
    void shouldListTheCommandsWhereOneIsMissingAndEndWithTheReason() {
        assertThat(run("model")).isEqualTo(2);
        assertThat(err.toString()).contains("inspect", "eval", "generate");
        assertThat(err.toString().lines()).endsWith("intarsia model: Missing required subcommand");
    }

    @ParameterizedTest
    @CsvSource({
        "--targets=-3, at least one target",
        "--protocol=zz, 'zz' is no protocol",
        "--methods=foo, no method foo",
        "--resume, holds no replay to go on with"
    })
    void shouldRefuseAReplaysOptionsBeforeItReadsAnything(String option, String reason, @TempDir Path out) {
        Path report = out.resolve("report");

        assertThat(run("replay", "--data=nowhere", "--out=" + report, option)).isEqualTo(1);

        assertThat(err.toString())
                .startsWith("intarsia replay: ")
                .contains(reason)
                .doesNotContain("nowhere");
        assertThat(report).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"usual", "all", "oppu-ia3,oppu"})
    void shouldKnowWhichMethodsToReplay(String methods, @TempDir Path out) {
        assertThat(run("replay", "--data=nowhere", "--out=" + out, "--methods=" + methods, "--resume"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("holds no replay to go on with");
    }

    @Test
    void shouldSayWhatIsInTheWay(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThat(run("replay", "--data=nowhere", "--out=" + file)).isEqualTo(1);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("intarsia replay: " + file + " is there and is no folder; name another.");
    }

    @Test
    void shouldSayWhichFileIsNotThere() {
        assertThat(run("model", "eval", "../models/default", "--data=nowhere.jsonl"))
                .isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("intarsia model eval: --data: there is no file nowhere.jsonl.");
    }

    private int run(String... arguments) {
        CommandLine line = Intarsia.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
