package dev.intarsia.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.stack.client.Guess;
import dev.intarsia.stack.demo.Round.Played;
import dev.intarsia.stack.report.ReportTable;
import dev.intarsia.stack.report.ServiceFigures;
import dev.intarsia.stack.report.ServiceFigures.Percentiles;
import dev.intarsia.stack.report.ServiceFigures.Question;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.movielens.Film;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {
    private static final int TARGETS = 12;
    private static final int EVENTS = 60;
    private static final Task TASK = Tasks.bundled().require("movie-rating");
    private static final Answer.Scale SCALE = (Answer.Scale) TASK.answer();

    @TempDir
    private static Path folder;

    private static MovieLens stream;
    private static DemoUsers users;
    private static Scoreboard scoreboard;
    private static JsonNode report;

    @BeforeAll
    static void writeMadeUpAnswers() throws IOException {
        stream = madeUpStream(new Random(11));
        users = DemoUsers.of(stream, settings());
        scoreboard = madeUpAnswers(users, new Random(12), 8);
        report = write(scoreboard, "What next?", folder);
    }

    @Test
    void shouldMeasureEachMethodOnScoredPredictionsAlone() {
        assertThat(report.path("predictions").asInt()).isEqualTo(TARGETS * EVENTS / 5);
        // What an evaluation of the demo's own, since removed, found in the same answers.
        assertFigures("base", 1.406250, 1.131944, 1.673698, 1.626068);
        assertFigures("oppu", 0.541667, 0.368056, 0.718750, 0.822851);
        assertFigures("assembled", 0.125000, 0.069444, 0.184028, 0.317324);
        assertFigures("baseline:global-mean", 0.864583, 0.708333, 1.048611, 1.106327);
        assertFigures("baseline:item-mean", 0.923611, 0.795139, 1.086806, 1.150181);
        assertFigures("baseline:user-mean", 0.638889, 0.510417, 0.815972, 0.810093);
        assertFigures("baseline:item-user-bias", 0.690972, 0.562500, 0.854167, 0.890732);
    }

    private static void assertFigures(String method, double mae, double low, double high, double rmse) {
        JsonNode found = report.path("methods").path(method);
        assertThat(found.at("/mae/value").asDouble()).as(method).isCloseTo(mae, within(5e-7));
        assertThat(found.at("/mae/low").asDouble()).as(method).isCloseTo(low, within(5e-7));
        assertThat(found.at("/mae/high").asDouble()).as(method).isCloseTo(high, within(5e-7));
        assertThat(found.at("/rmse/value").asDouble()).as(method).isCloseTo(rmse, within(5e-7));
    }

    @Test
    void shouldGiveNoLikelihoodWhereThereIsNone() {
        assertThat(report.at("/methods/base").has("nll")).isTrue();
        assertThat(report.at("/methods/baseline:item-mean").has("nll")).isFalse();
        assertThat(report.path("calibration").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("base", "oppu", "assembled");
    }

    @Test
    void shouldDrawTheLearningCurveFromSampledPredictionsToo(@TempDir Path dense) throws IOException {
        Scoreboard denser = madeUpAnswers(users, new Random(12), 2);

        JsonNode curve = write(denser, "What next?", dense).at("/curves/earlier");

        assertThat(curve.findValues("questions").stream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isEqualTo(denser.asked().size())
                .isGreaterThan(TARGETS * EVENTS / 5);
        assertThat(curve)
                .hasSizeGreaterThan(1)
                .allSatisfy(point -> assertThat(point.path("methods")).hasSize(7));
        assertThat(curve.at("/0/to").asDouble()).isLessThan(0.8 * EVENTS);
    }

    @Test
    void shouldTellUsersApart() {
        assertThat(report.path("by_user")).hasSize(TARGETS).allSatisfy(user -> {
            assertThat(user.path("questions").asInt()).isEqualTo(EVENTS / 5);
            assertThat(user.path("earlier").asInt()).isEqualTo(EVENTS - 1);
            assertThat(user.path("methods")).hasSize(7);
        });
    }

    @Test
    void shouldWriteTheNamesThatReadersOfTheJsonRelyOn() throws IOException {
        JsonNode written =
                new JsonMapper().readTree(folder.resolve("report.json").toFile());

        assertThat(written).isEqualTo(new JsonMapper().readTree(report.toString()));
        JsonNode figures = written.at("/live/figures");
        assertThat(figures.at("/freshness_seconds/p99").asDouble()).isEqualTo(2);
        assertThat(figures.path("events_per_second").asDouble()).isEqualTo(100);
        assertThat(figures.path("cores_used").asDouble()).isEqualTo(1.8);
        assertThat(figures.at("/questions/0/after_adapter").asText()).isEqualTo("own 3");
        assertThat(written.path("audience").path("sharers").asInt()).isEqualTo(5);
    }

    @Test
    void shouldWriteEveryMethodsAnswerToEveryQuestion() throws IOException {
        assertThat(Files.readAllLines(folder.resolve("predictions.jsonl"))).hasSize(7 * TARGETS * EVENTS / 5);
        assertThat(Files.readAllLines(folder.resolve("sampled.jsonl")))
                .hasSize(7 * (scoreboard.asked().size() - TARGETS * EVENTS / 5));
    }

    @Test
    void shouldListMethodsFromWorstToBestInTheTable() {
        String table = ReportTable.of(report, services("What next?"));

        assertThat(table.lines().skip(1).limit(7).map(line -> line.split(" +")[1]))
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(table)
                .containsPattern("(?m)^base .* 0\\.0 %$")
                .contains("144 predictions for 12 users; 10 events", "100 a second")
                .contains("1.00 s after acceptance (p50), 2.00 s (p99)");
    }

    @Test
    void shouldNotLetAnAnswerEndThePagesScript(@TempDir Path hostile) throws IOException {
        write(scoreboard, "</script><script>alert(1)</script>", hostile);

        String page = Files.readString(hostile.resolve("report.html"));
        assertThat(page.contains("<script>alert(1)")).isFalse();
        assertThat(page.contains("\\u003cscript>alert(1)")).isTrue();
    }

    @Test
    void shouldRefuseAScoreboardWithoutScoredPredictions(@TempDir Path empty) {
        assertThatThrownBy(() -> write(new Scoreboard(), "What next?", empty)).hasMessageContaining("play more events");
    }

    private static DemoSettings settings() {
        DemoSettings standard = DemoSettings.standard();
        return new DemoSettings(TARGETS, 5, EVENTS, 40, standard.roundEvents(), false, standard.time());
    }

    private static JsonNode write(Scoreboard scoreboard, String question, Path folder) throws IOException {
        return new DemoReport(TASK, "f00d", users, settings(), new UpdateSchedule(8))
                .write(stream, scoreboard, services(question), folder);
    }

    private static ServiceFigures services(String question) {
        return new ServiceFigures(
                10,
                1,
                100,
                1.8,
                "a processor",
                "fp32",
                2,
                new Percentiles(1, 2),
                new Percentiles(1, 2),
                new ServiceFigures.Versions(1, 2, 3),
                List.of(new Question("7", question, "a", "base", "b", "own 3", "c")),
                ServiceFigures.Machine.here());
    }

    /** More active users than there are targets, and everybody else. */
    private static MovieLens madeUpStream(Random random) {
        Map<Integer, Film> films = new TreeMap<>();
        for (int film = 1; film <= 200; film++) {
            films.put(film, new Film(film, "Film " + film, "1999", "Drama"));
        }
        List<Rating> ratings = new ArrayList<>();
        for (int user = 1; user <= 130; user++) {
            for (int i = 0; i < (user <= 100 ? EVENTS + 5 : 30); i++) {
                Film film = films.get(1 + random.nextInt(200));
                ratings.add(new Rating(
                        "" + user, film, label(random, 3 + user % 3), Instant.ofEpochSecond(1_000L * i + user)));
            }
        }
        return new MovieLens(films, ratings);
    }

    private static Scoreboard madeUpAnswers(DemoUsers users, Random random, int sampled) {
        Scoreboard scoreboard = new Scoreboard();
        List<Round> rounds = Round.cut(users.targets(), 2, 2);
        for (Round round : rounds) {
            for (Played event : round.events()) {
                if (event.scored() || event.index() % sampled == sampled - 1) {
                    scoreboard.add(event, guesses(event, random));
                }
            }
        }
        scoreboard.compare(new Baselines(SCALE, users.background()).play(rounds, scoreboard.asked()));
        return scoreboard;
    }

    private static Map<String, Guess> guesses(Played event, Random random) {
        Map<String, Guess> guesses = new LinkedHashMap<>();
        for (DemoMethod method : DemoMethod.ALL) {
            double[] probabilities = new double[SCALE.labels().size()];
            double sum = 0;
            for (int i = 0; i < probabilities.length; i++) {
                boolean right = SCALE.labels().get(i).equals(event.rating().stars());
                probabilities[i] = random.nextDouble() + (right ? 2 * method.ordinal() : 0);
                sum += probabilities[i];
            }
            List<Double> shares = new ArrayList<>();
            for (double probability : probabilities) {
                shares.add(probability / sum);
            }
            double truth = shares.get(SCALE.labels().indexOf(event.rating().stars()));
            guesses.put(method.title(), new Guess(SCALE.median(probabilities), -Math.log(truth), shares));
        }
        return guesses;
    }

    private static String label(Random random, double centre) {
        double stars = Math.rint(2 * (centre + random.nextGaussian())) / 2;
        return Double.toString(Math.max(0.5, Math.min(5, stars)));
    }
}
