package dev.intarsia.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.evaluation.bootstrap.Difference;
import dev.intarsia.evaluation.bootstrap.PairedBootstrap;
import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.evaluation.metric.LabelMetrics;
import dev.intarsia.evaluation.metric.RunningMean;
import dev.intarsia.evaluation.metric.ScaleMetrics;
import dev.intarsia.evaluation.result.Cost;
import dev.intarsia.evaluation.result.LiveRun;
import dev.intarsia.evaluation.result.MadeUpRun;
import dev.intarsia.evaluation.result.ReplayRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HOSTILE = "</script><script>alert('x')</script>{{data:}}<!--";

    private static final Resamples FEW = new Resamples(200, 0.95, 1);

    @TempDir
    static Path folder;

    private static ReplayRun run;
    private static JsonNode report;

    @BeforeAll
    static void write() throws IOException {
        run = MadeUpRun.of(folder, 12, 5);
        Reports.write(run, folder);
        report = read(folder);
    }

    @Test
    void shouldConformToItsSchema() throws IOException {
        Schema schema = Schema.of("report.schema.json");

        assertThat(schema.problems(report)).isEmpty();

        ObjectNode broken = report.deepCopy();
        ((ObjectNode) broken.at("/methods/base/mae")).remove("low");
        assertThat(schema.problems(broken)).isNotEmpty();
    }

    @Test
    void shouldHaveTheFiguresThatTheMetricsGive() throws IOException {
        Map<String, ScaleMetrics> errors = new LinkedHashMap<>();
        Map<String, LabelMetrics> labels = new LinkedHashMap<>();
        Map<String, RunningMean> nll = new LinkedHashMap<>();
        forEachPrediction(line -> {
            String method = line.path("method").asText();
            errors.computeIfAbsent(method, name -> new ScaleMetrics(0.5, 5))
                    .add(line.path("gold").asDouble(), line.path("answer").asText());
            labels.computeIfAbsent(method, name -> new LabelMetrics(run.task().labels()))
                    .add(line.path("gold").asText(), line.path("answer").asText());
            if (line.path("nll").isNumber()) {
                nll.computeIfAbsent(method, name -> new RunningMean())
                        .add(line.path("nll").asDouble());
            }
        });

        assertThat(report.path("methods")).hasSize(errors.size());
        errors.forEach((method, metrics) -> {
            JsonNode found = report.path("methods").path(method);
            LabelMetrics classes = labels.get(method);
            assertValue(found.path("mae"), metrics.mae());
            assertValue(found.path("rmse"), metrics.rmse());
            assertValue(found.path("accuracy"), classes.accuracy());
            assertValue(found.path("f1"), classes.macroF1());
            assertThat(found.has("nll")).isEqualTo(nll.containsKey(method));
            if (nll.containsKey(method)) {
                assertValue(found.path("nll"), nll.get(method).value());
            }
        });
    }

    @Test
    void shouldCountEventsOfOneMoment() {
        assertThat(report.path("ties").asLong()).isEqualTo(1234);
    }

    @Test
    void shouldHaveTheDifferencesThatThePairedBootstrapGives() throws IOException {
        Map<String, Map<String, RunningMean>> errors = new LinkedHashMap<>();
        forEachPrediction(line -> errors.computeIfAbsent(line.path("method").asText(), name -> new LinkedHashMap<>())
                .computeIfAbsent(line.path("user").asText(), name -> new RunningMean())
                .add(Math.abs(line.path("gold").asDouble() - line.path("answer").asDouble())));
        Difference expected = PairedBootstrap.standard(run.seed()).compare(errors.get("base"), errors.get("assembled"));

        JsonNode found = difference("mae", "base", "assembled");

        assertValue(found, expected.estimate());
        assertThat(found.path("low").asDouble()).isCloseTo(expected.low(), within(1e-8));
        assertThat(found.path("high").asDouble()).isCloseTo(expected.high(), within(1e-8));
        assertThat(found.path("p").asDouble() < 0.05).isEqualTo(expected.isClear());
        assertThat(found.path("p_holm").asDouble())
                .isGreaterThan(found.path("p").asDouble());
    }

    @Test
    void shouldCompareWithTheBaseWithEveryPromptAndWithTheBestSimpleMethod() {
        assertThat(report.path("differences").findValuesAsText("reference"))
                .containsOnly(
                        "base",
                        "retrieval-1",
                        "retrieval-4",
                        "profile",
                        "profile+retrieval-1",
                        "baseline:item-user-bias");
    }

    @Test
    void shouldBeTheSameForTheSameRunApartFromTimings(@TempDir Path again) throws IOException {
        ReplayRun slower = slower(MadeUpRun.of(again, 12, 5));
        Reports.write(slower, again, FEW);
        JsonNode second = read(again);
        Reports.write(run, again, FEW);
        ObjectNode first = (ObjectNode) read(again);
        first.put("predictions_file", "predictions.jsonl");

        assertThat(second).isNotEqualTo(first);
        assertThat(ReportJson.withoutTimings(second)).isEqualTo(ReportJson.withoutTimings(first));

        Reports.write(MadeUpRun.of(again, 12, 6), again, FEW);
        assertThat(ReportJson.withoutTimings(read(again))).isNotEqualTo(ReportJson.withoutTimings(first));
    }

    @Test
    void shouldEmbedItsDataInThePageWhateverTheNamesContain(@TempDir Path hostile) throws IOException {
        Reports.write(MadeUpRun.of(hostile, 3, 1, HOSTILE, HOSTILE), hostile, FEW);

        String page = Files.readString(hostile.resolve("report.html"));
        Matcher data = Pattern.compile("<script id=\"data\" type=\"application/json\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);

        assertThat(data.find()).isTrue();
        JsonNode held = JSON.readTree(data.group(1));
        assertThat(held).isEqualTo(read(hostile));
        assertThat(held.at("/by_user/0/user").asText()).isEqualTo(HOSTILE + "0");
        assertThat(page.contains("<script>alert")).isFalse();
        assertThat(page.contains("<title>&lt;/script&gt;&lt;script&gt;alert")).isTrue();
    }

    @Test
    void shouldLoadNothingFromTheNetwork() throws IOException {
        String page = Files.readString(folder.resolve("report.html"));

        assertThat(page.contains(
                        "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"))
                .isTrue();
        assertThat(Pattern.compile("(src|href)\\s*=\\s*[\"']?(https?:)?//")
                        .matcher(page)
                        .find())
                .isFalse();
        assertThat(page.contains("{{")).isFalse();
    }

    @Test
    void shouldKeepToItsSchemaWithWhatRunningServicesAdd(@TempDir Path live) throws IOException {
        ReplayRun asked = MadeUpRun.of(live, 3, 1);
        Reports.write(asked, live);
        JsonNode alone = read(live);
        Path sampled = Files.write(
                live.resolve("sampled.jsonl"),
                Files.readAllLines(asked.predictions()).stream()
                        .filter(line -> line.contains("\"u0\"") && line.contains("\"e0\""))
                        .map(line -> line.replace("\"e0\"", "\"sampled\""))
                        .toList());
        LiveRun.Section section =
                new LiveRun.Section("asked", "Asked", "Asked twice", "", List.of("What"), List.of(List.of(HOSTILE)));

        Reports.write(
                asked,
                new LiveRun(sampled, Map.of("cores_used", 1.5), Map.of("cores used", "1.50"), List.of(section)),
                live);

        JsonNode found = read(live);
        assertThat(Schema.of("report.schema.json").problems(found)).isEmpty();
        assertThat(found.at("/live/figures/cores_used").asDouble()).isEqualTo(1.5);
        assertThat(found.path("methods")).isEqualTo(alone.path("methods"));
        assertThat(found.path("by_user")).isEqualTo(alone.path("by_user"));
        assertThat(questions(found)).isEqualTo(questions(alone) + 1);
        assertThat(Files.readString(live.resolve("report.html")).contains("<script>alert"))
                .isFalse();
    }

    private static int questions(JsonNode report) {
        return report.at("/curves/earlier").findValues("questions").stream()
                .mapToInt(JsonNode::asInt)
                .sum();
    }

    private static ReplayRun slower(ReplayRun run) {
        Map<String, Cost> costs = new LinkedHashMap<>();
        run.costs()
                .forEach((method, cost) -> costs.put(
                        method,
                        new Cost(
                                cost.preparingSeconds() + 1,
                                cost.learningSeconds() * 2,
                                cost.answeringSeconds() * 3,
                                cost.preparingFlops(),
                                cost.learningFlops(),
                                cost.answeringFlops(),
                                cost.bytes(),
                                cost.sharedBytes(),
                                cost.users(),
                                cost.events(),
                                cost.answers())));
        return new ReplayRun(
                run.dataset(),
                run.digest(),
                run.task(),
                run.protocol(),
                run.seed(),
                run.baseModel(),
                run.settings(),
                run.audience(),
                run.excluded(),
                run.ties(),
                costs,
                run.predictions());
    }

    private static void forEachPrediction(Consumer<JsonNode> consumer) throws IOException {
        for (String line : Files.readAllLines(run.predictions())) {
            consumer.accept(JSON.readTree(line));
        }
    }

    private static JsonNode difference(String metric, String reference, String method) {
        for (JsonNode difference : report.path("differences")) {
            if (difference.path("metric").asText().equals(metric)
                    && difference.path("reference").asText().equals(reference)
                    && difference.path("method").asText().equals(method)) {
                return difference;
            }
        }
        throw new AssertionError("No difference of " + method + " from " + reference + " by " + metric);
    }

    private static void assertValue(JsonNode estimate, double expected) {
        assertThat(estimate.path("value").asDouble()).isCloseTo(expected, within(1e-8));
        assertThat(estimate.path("low").asDouble())
                .isLessThanOrEqualTo(estimate.path("value").asDouble());
        assertThat(estimate.path("high").asDouble())
                .isGreaterThanOrEqualTo(estimate.path("value").asDouble());
    }

    private static JsonNode read(Path folder) throws IOException {
        return JSON.readTree(folder.resolve("report.json").toFile());
    }
}
