package dev.intarsia.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.evaluation.result.Cost;
import dev.intarsia.evaluation.result.ReplayRun;
import dev.intarsia.evaluation.statistics.AnswersReader;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.fixture.Models;
import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.method.BaselineFamily;
import dev.intarsia.replay.method.MethodContext;
import dev.intarsia.replay.method.MethodFactory;
import dev.intarsia.replay.method.MethodGroup;
import dev.intarsia.replay.method.PersonalFamily;
import dev.intarsia.replay.people.FilmLovers;
import dev.intarsia.replay.protocol.Protocol;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.Recording;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final Set<String> SLOW = Set.of("baseline:global-mean", "baseline:user-mean");
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private static Path checkpoint;
    private static ReplayRun whole;

    @BeforeAll
    static void runOnce() throws IOException {
        checkpoint = Models.write(shared.resolve("checkpoint"));
        whole = run(Files.createDirectory(shared.resolve("whole")), false);
    }

    @Test
    void shouldAskEveryMethodTheSameQuestions() throws IOException {
        assertThat(AnswersReader.read(
                                whole.predictions(),
                                whole.task().answer(),
                                whole.costs().keySet())
                        .methods()
                        .keySet())
                .containsExactly(
                        "base", "retrieval-1", "oppu+profile", "baseline:user-mean", "baseline:copy-most-similar");
        assertThat(whole.audience()).isEqualTo(Map.of("targets", 3, "sharers", 1, "population", 1));
    }

    @Test
    void shouldGiveTheSameResultAgain() throws IOException {
        ReplayRun again = run(directory.resolve("again"), false);

        assertThat(again.predictions()).hasSameBinaryContentAs(whole.predictions());
        assertThat(withoutSeconds(again)).isEqualTo(withoutSeconds(whole));
    }

    @Test
    void shouldTrainDifferentAdaptersUnderAnotherSeed() throws IOException {
        Path output = Files.createDirectory(directory.resolve("other"));
        ReplayRun other = ReplayProcess.run(checkpoint, output, false, NEVER, 7, ReplayListener.NONE);

        assertThat(lines(other, "oppu+profile")).isNotEqualTo(lines(whole, "oppu+profile"));
        assertThat(lines(other, "base")).isEqualTo(lines(whole, "base"));
    }

    @Test
    void shouldResumeAfterAKillAsIfNeverInterrupted() throws Exception {
        Path output = Files.createDirectory(directory.resolve("killed"));
        kill(start(output, "retrieval-1", 5));

        ReplayRun resumed = run(output, true);

        assertThat(resumed.predictions()).hasSameBinaryContentAs(whole.predictions());
        assertThat(withoutSeconds(resumed)).isEqualTo(withoutSeconds(whole));
    }

    @Test
    void shouldResumeInTheMiddleOfTraining() throws Exception {
        Path output = Files.createDirectory(directory.resolve("killed"));
        kill(start(output, "oppu+profile", 23));

        ReplayRun resumed = run(output, true);

        assertThat(resumed.predictions()).hasSameBinaryContentAs(whole.predictions());
        assertThat(withoutSeconds(resumed)).isEqualTo(withoutSeconds(whole));
    }

    @Test
    void shouldRefuseToOverwriteAReplay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(whole.predictions().getParent(), false))
                .withMessageContaining("--resume");
    }

    @Test
    void shouldRefuseToResumeWithoutAReplay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(directory.resolve("nothing"), true))
                .withMessageContaining("holds no replay to go on with");
    }

    @Test
    void shouldRefuseToResumeWithOtherSettings() {
        Path output = whole.predictions().getParent();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplayProcess.run(checkpoint, output, true, NEVER, 8, ReplayListener.NONE))
                .withMessageContaining("other data or settings");
    }

    /** Going on would begin with an empty file. */
    @Test
    void shouldRefuseToResumeWithoutACheckpoint() throws IOException {
        Path output = directory.resolve("lost");
        ReplayRun run = run(output, false);
        Files.delete(output.resolve("state/checkpoint"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(output, true))
                .withMessageContaining("has lost its checkpoint");
        assertThat(run.predictions()).hasSameBinaryContentAs(whole.predictions());
    }

    @Test
    void shouldRunSlowMethodsLastAndListThemInOrder() throws IOException {
        List<String> begun = new ArrayList<>();
        MethodGroup twoSlow = changed(
                new BaselineFamily(),
                offers -> offers.map(
                        offer -> new MethodFactory(offer.name(), SLOW.contains(offer.name()), offer.opening())));
        ReplayListener listener = new ReplayListener() {
            @Override
            public void begins(String method, int number, int methods) {
                begun.add(number + "/" + methods + " " + method);
            }
        };

        ReplayRun run = replay("movie-rating", twoSlow, Recordings.recording(30, 26, 18), listener);

        assertThat(begun)
                .containsExactly(
                        "1/5 baseline:item-mean",
                        "2/5 baseline:item-user-bias",
                        "3/5 baseline:copy-most-similar",
                        "4/5 baseline:global-mean",
                        "5/5 baseline:user-mean");
        assertThat(run.costs().keySet())
                .containsExactly(
                        "baseline:global-mean",
                        "baseline:item-mean",
                        "baseline:user-mean",
                        "baseline:item-user-bias",
                        "baseline:copy-most-similar");
    }

    /** Nothing can be said of how probable the model held it. */
    @Test
    void shouldLeaveOutQuestionsWhoseAnswerDoesNotFitTheModel() throws IOException {
        List<RecordedEvent> choices = new ArrayList<>(FilmLovers.choices("ann", 10));
        RecordedEvent last = choices.remove(9);
        choices.add(
                new RecordedEvent(last.id(), last.user(), last.time(), last.task(), last.input(), "Heat ".repeat(500)));
        MethodGroup base =
                changed(new PersonalFamily(PersonalFamily.Profiles.TEMPLATE, false), offers -> offers.limit(1));

        ReplayRun run = replay("next-movie", base, Recordings.recording(List.of(choices)), ReplayListener.NONE);

        assertThat(Files.readAllLines(run.predictions()))
                .singleElement()
                .asString()
                .contains("ann-8");
        assertThat(run.excluded().counts()).containsEntry("question whose answer is too long for the model", 1L);
    }

    private ReplayRun replay(String task, MethodGroup family, Recording recording, ReplayListener listener)
            throws IOException {
        try (ReplayModel model = Models.open(checkpoint, task, 0)) {
            return new Replay(model, List.of(family), listener)
                    .run(
                            recording,
                            new ReplaySettings(
                                    Protocol.TIME_SPLIT,
                                    1,
                                    1,
                                    0,
                                    List.of(),
                                    Map.of(),
                                    Files.createDirectory(directory.resolve("small")),
                                    false,
                                    NEVER));
        }
    }

    private static MethodGroup changed(MethodGroup family, UnaryOperator<Stream<MethodFactory>> change) {
        return new MethodGroup() {
            @Override
            public List<MethodFactory> offers(MethodContext workplace) {
                return change.apply(family.offers(workplace).stream()).toList();
            }

            @Override
            public Set<String> names() {
                return family.names();
            }
        };
    }

    private static ReplayRun run(Path output, boolean resume) throws IOException {
        Files.createDirectories(output);
        return ReplayProcess.run(checkpoint, output, resume, NEVER, 0, ReplayListener.NONE);
    }

    private static Process start(Path output, String method, int tick) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ReplayProcess.class.getName(),
                        checkpoint.toString(),
                        output.toString(),
                        method,
                        Integer.toString(tick))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Kills the process without a warning once it says that it has come to its place. */
    private static void kill(Process process) throws IOException, InterruptedException {
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.equals(ReplayProcess.STOPPED)) {
                line = out.readLine();
            }
            assertThat(line).as("the process came to its place").isNotNull();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static List<String> lines(ReplayRun run, String method) throws IOException {
        return Files.readAllLines(run.predictions()).stream()
                .filter(line -> line.contains("\"method\":\"" + method + "\""))
                .toList();
    }

    private static Map<String, Cost> withoutSeconds(ReplayRun run) {
        Map<String, Cost> costs = new LinkedHashMap<>();
        run.costs().forEach((method, cost) -> costs.put(method, withoutSeconds(cost)));
        return costs;
    }

    private static Cost withoutSeconds(Cost cost) {
        return new Cost(
                0,
                0,
                0,
                cost.preparingFlops(),
                cost.learningFlops(),
                cost.answeringFlops(),
                cost.bytes(),
                cost.sharedBytes(),
                cost.users(),
                cost.events(),
                cost.answers());
    }
}
