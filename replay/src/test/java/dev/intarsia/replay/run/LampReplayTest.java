package dev.intarsia.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.evaluation.report.Reports;
import dev.intarsia.evaluation.result.ReplayRun;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.fixture.Models;
import dev.intarsia.replay.method.BaselineFamily;
import dev.intarsia.replay.method.MethodGroup;
import dev.intarsia.replay.method.PersonalFamily;
import dev.intarsia.replay.paper.PaperFamily;
import dev.intarsia.replay.paper.PaperSettings;
import dev.intarsia.replay.pool.PoolFamily;
import dev.intarsia.replay.protocol.Protocol;
import dev.intarsia.replay.source.ReadingListener;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.source.SourceSpec;
import dev.intarsia.replay.source.Sources;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every task of the benchmark through every method, with a tiny model: from its files to its answers and a report. */
class LampReplayTest {
    private static final List<String> OF_MODELS = List.of(
            "base",
            "retrieval-1",
            "retrieval-2",
            "retrieval-4",
            "profile",
            "profile+retrieval-1",
            "oppu",
            "oppu+retrieval-1",
            "oppu+profile",
            "oppu+profile+retrieval-1",
            "per-pcs-paper",
            "peft-retrieval",
            "assembled",
            "assembled+residual",
            "evidence",
            "auto",
            "baseline:copy-most-similar");

    private static final PaperSettings SHORT =
            new PaperSettings(4, Set.of(Projection.Q, Projection.V), 2, 3, 4, 2, 2, 3, 3e-3, 3e-3, 0.01, 2, 4, 16, 8);

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private static Path checkpoint;

    @BeforeAll
    static void writeModel() throws IOException {
        checkpoint = Models.write(shared.resolve("checkpoint"));
    }

    @ParameterizedTest
    @CsvSource({
        "time/lamp-1, LaMP_1, accuracy",
        "user/lamp-2n, LaMP_2, f1",
        "time/lamp-2m, LaMP_2, f1",
        "user/lamp-3, LaMP_3, mae",
        "time/lamp-4, LaMP_4, rouge1",
        "user/lamp-5, LaMP_5, rougeL",
        "time/lamp-7, LaMP_7, rouge1"
    })
    void shouldRunEveryMethod(String fixture, String task, String metric) throws IOException {
        Recording recording = new Sources(Tasks.bundled(), Clock.systemUTC())
                .read(new SourceSpec.Lamp(Path.of("src/test/resources/lamp", fixture), Set.of()), ReadingListener.NONE);

        ReplayRun run = replay(recording);
        Reports.write(run, directory);
        LampAnswers.write(run, directory.resolve("lamp"));

        JsonNode report =
                new ObjectMapper().readTree(directory.resolve("report.json").toFile());
        assertThat(run.costs().keySet()).containsAll(OF_MODELS);
        for (String method : run.costs().keySet()) {
            JsonNode figure = report.path("methods").path(method).path(metric);
            assertThat(figure.path("value").isNumber())
                    .as(method + " " + metric)
                    .isTrue();
            assertThat(figure.path("value").doubleValue())
                    .isBetween(
                            figure.path("low").doubleValue(),
                            figure.path("high").doubleValue());
        }
        try (var files = Files.walk(directory.resolve("lamp"))) {
            List<Path> predictions = files.filter(Files::isRegularFile).toList();
            assertThat(predictions.stream().map(Path::getParent).distinct())
                    .hasSize(run.costs().size());
            assertThat(predictions)
                    .allSatisfy(file -> assertThat(Files.readString(file)).contains("\"" + task + "\""));
        }
    }

    private ReplayRun replay(Recording recording) throws IOException {
        List<MethodGroup> families = List.of(
                new PersonalFamily(PersonalFamily.Profiles.TEMPLATE, false),
                new PaperFamily(SHORT),
                new PoolFamily(
                        AssemblerSettings.rules(AssemblerConfig.SETTINGS.with(Map.of("roster.min-events", "3")))),
                new BaselineFamily());
        try (ReplayModel model = Models.open(checkpoint, recording.task(), 0)) {
            return new Replay(model, families, ReplayListener.NONE)
                    .run(
                            recording,
                            new ReplaySettings(
                                    Protocol.TIME_SPLIT,
                                    3,
                                    3,
                                    0,
                                    List.of(),
                                    Map.of(),
                                    directory,
                                    false,
                                    Duration.ofDays(1)));
        }
    }
}
