package dev.intarsia.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.cluster.ClusterSettings;
import dev.intarsia.stack.cluster.LocalCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command lines that the README shows, against the broker and the registry that {@code up} starts. */
class IngestCommandIT {
    private static final String EVENT = "{\"user\": \"ada\", \"time\": \"2026-05-01T20:15:0%dZ\", \"task\": "
            + "\"movie-rating\", \"input\": {\"title\": \"Heat\"}, \"output\": \"4.5\"}";

    @TempDir
    private static Path data;

    private static LocalCluster cluster;

    @TempDir
    Path files;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterSettings.anywhere(data, Topics.of("", 1)));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=jsonl", ""})
    void shouldSendAFileOfLines(String format) throws Exception {
        Path events = files.resolve("events.jsonl");
        Files.write(events, List.of(EVENT.formatted(1), EVENT.formatted(2)));

        assertThat(ingest(events, format)).as(err::toString).isZero();

        assertThat(out.toString()).contains("2 events sent, 0 lines to the dead letters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=movielens", ""})
    void shouldSendAMovieLensFolder(String format) throws Exception {
        Files.writeString(files.resolve("movies.csv"), "movieId,title,genres\n1,Heat (1995),Crime\n");
        Files.writeString(files.resolve("ratings.csv"), "userId,movieId,rating,timestamp\n1,1,4.0,1000000\n");

        assertThat(ingest(files, format)).as(err::toString).isZero();

        assertThat(out.toString()).contains("1 events sent");
    }

    @Test
    void shouldRefuseATaskForLinesThatNameTheirOwn() throws Exception {
        Path events = Files.writeString(files.resolve("events.jsonl"), EVENT.formatted(1));

        assertThat(ingest(events, "--task=next-movie")).isEqualTo(1);

        assertThat(err.toString()).startsWith("intarsia ingest: ").contains("[next-movie]");
    }

    /** The registry's address is given as the default gives it, without a path. */
    private int ingest(Path what, String option) {
        String registry = cluster.registryUrl().replaceFirst("/apis/.*", "");
        List<String> arguments = new ArrayList<>(List.of(
                "ingest", what.toString(), "--bootstrap-servers", cluster.bootstrapServers(), "--registry", registry));
        if (!option.isEmpty()) {
            arguments.add(option);
        }
        CommandLine line = Intarsia.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments.toArray(String[]::new));
    }
}
