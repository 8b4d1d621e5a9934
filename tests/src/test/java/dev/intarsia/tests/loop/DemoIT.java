package dev.intarsia.tests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small demo: fewer people and shorter histories, everything else as shipped. */
class DemoIT {
    private static final int TARGETS = 12;
    private static final int TARGET_EVENTS = 80;

    @TempDir
    private static Path directory;

    private static JsonNode report;
    private static JsonNode figures;
    private static String words;

    @BeforeAll
    static void runTheDemo() throws Exception {
        Path out = directory.resolve("report");
        try (IntarsiaProcess demo = IntarsiaProcess.start(
                directory,
                "demo",
                "--out=" + out,
                "--data-dir=" + directory.resolve("data"),
                "--targets=" + TARGETS,
                "--sharers=10",
                "--target-events=" + TARGET_EVENTS,
                "--sharer-events=48",
                "--round-events=8")) {
            assertThat(demo.await()).as(demo.words()).isZero();
            words = demo.words();
        }
        report = new ObjectMapper().readTree(out.resolve("report.json").toFile());
        figures = report.at("/live/figures");
    }

    @Test
    void shouldScoreEveryEventOfEachTargetsLastFifthOnce() {
        assertThat(report.path("predictions").asInt()).isEqualTo(TARGETS * TARGET_EVENTS / 5);
        assertThat(report.path("users").asInt()).isEqualTo(TARGETS);
        assertThat(report.path("by_user"))
                .hasSize(TARGETS)
                .allSatisfy(user -> assertThat(user.path("questions").asInt()).isEqualTo(TARGET_EVENTS / 5));
    }

    @Test
    void shouldPersonalizeByBothWays() {
        double base = mae("base");
        assertThat(mae("oppu")).isLessThan(base);
        assertThat(mae("assembled")).isLessThan(base);
    }

    @Test
    void shouldCompareWithBaselinesThatKnowTheSameEvents() {
        assertThat(mae("baseline:item-user-bias")).isBetween(0.1, 1.5);
        assertThat(report.path("methods").fieldNames())
                .toIterable()
                .contains("baseline:global-mean", "baseline:item-mean", "baseline:user-mean");
    }

    @Test
    void shouldPublishVersionsAndSayHowFreshTheyWere() {
        assertThat(figures.path("versions").path("own_adapters").asLong()).isGreaterThanOrEqualTo(TARGETS * 10L);
        assertThat(figures.path("versions").path("pieces").asLong()).isEqualTo(10L * modules());
        assertThat(figures.path("freshness_seconds").path("p50").asDouble()).isPositive();
        assertThat(figures.path("freshness_seconds").path("p99").asDouble())
                .isGreaterThanOrEqualTo(
                        figures.path("freshness_seconds").path("p50").asDouble());
        assertThat(figures.path("events_per_second").asDouble()).isPositive();
    }

    @Test
    void shouldSayWhatItRanOnAndHowMuchOfItWasUsed() {
        assertThat(figures.path("processor").asText()).isNotEmpty();
        assertThat(figures.path("precision").asText()).isIn("fp32", "bf16");
        assertThat(figures.path("threads").asInt()).isPositive();
        assertThat(figures.path("cores_used").asDouble())
                .isBetween(0.1, figures.path("machine").path("cores").asDouble() + 0.1);
    }

    @Test
    void shouldAnswerTheSameQuestionsDifferentlyOnceItKnowsTheUser() {
        assertThat(figures.path("questions")).isNotEmpty().allSatisfy(question -> {
            assertThat(question.path("before_adapter").asText()).startsWith("base");
            assertThat(question.path("after_adapter").asText()).startsWith("own");
        });
    }

    @Test
    void shouldDrawALearningCurveAndWriteEveryAnswer() throws Exception {
        Path answers = directory.resolve("report/predictions.jsonl");

        // So few users leave one bin of it, which the sampled answers widen to the stream's beginning.
        assertThat(report.at("/curves/earlier").findValues("questions").stream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isGreaterThan(TARGETS * TARGET_EVENTS / 5);
        assertThat(report.at("/curves/earlier/0/from").asInt()).isLessThan(TARGET_EVENTS / 2);
        assertThat(Files.readAllLines(answers)).hasSize(report.path("methods").size() * TARGETS * TARGET_EVENTS / 5);
    }

    @Test
    void shouldEndWithATableAndAPageThatNeedsNothingElse() throws Exception {
        assertThat(words).contains("baseline:item-user-bias", "under base", "report.html");
        assertThat(Files.readString(directory.resolve("report/report.html")))
                .contains("\"predictions\":" + TARGETS * TARGET_EVENTS / 5 + ",")
                .contains("echarts")
                .doesNotContain("src=\"http", "href=\"http");
    }

    private static int modules() {
        return 8;
    }

    private static double mae(String method) {
        JsonNode mae = report.path("methods").path(method).at("/mae/value");
        assertThat(mae.isNumber()).as(method).isTrue();
        return mae.asDouble();
    }
}
