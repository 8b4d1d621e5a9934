package dev.intarsia.stack.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.stack.report.RunReport.CurvePoint;
import dev.intarsia.stack.report.RunReport.MethodFigures;
import dev.intarsia.stack.report.RunReport.Percentiles;
import dev.intarsia.stack.report.RunReport.Question;
import dev.intarsia.stack.report.RunReport.UserFigures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    @TempDir
    private Path directory;

    @Test
    void shouldWriteTheNamesThatReadersOfTheJsonRelyOn() throws Exception {
        ReportFiles.write(report("What next?"), directory.resolve("new"));

        JsonNode json =
                new ObjectMapper().readTree(directory.resolve("new/report.json").toFile());
        assertThat(json.path("methods")
                        .path("baseline:item-user-bias")
                        .path("mae")
                        .asDouble())
                .isEqualTo(0.7);
        assertThat(json.path("methods").path("base").path("under_base_percent").asDouble())
                .isZero();
        assertThat(json.path("freshness_seconds").path("p99").asDouble()).isEqualTo(2);
        assertThat(json.path("events_per_second").asDouble()).isEqualTo(100);
        assertThat(json.path("methods")
                        .path("baseline:item-user-bias")
                        .path("nll")
                        .isNull())
                .isTrue();
    }

    @Test
    void shouldNotLetAnAnswerEndThePagesScript() throws Exception {
        ReportFiles.write(report("</script><script>alert(1)</script>"), directory);

        String page = Files.readString(directory.resolve("report.html"));
        assertThat(page).doesNotContain("<script>alert(1)").contains("\\u003cscript>alert(1)");
        assertThat(page.split("</script>", -1)).hasSize(4);
    }

    @Test
    void shouldListMethodsFromWorstToBest() {
        String table = ReportTable.of(report("What next?"));

        assertThat(table.indexOf("base ")).isLessThan(table.indexOf("baseline:item-user-bias"));
        assertThat(table).contains("0.800", "0.700", "100 a second", "1.00 s after acceptance (p50), 2.00 s (p99)");
    }

    private static RunReport report(String question) {
        return new RunReport(
                new RunReport.Dataset("films", 1, 1),
                "movie-rating",
                "prequential",
                "f00d",
                10,
                2,
                1,
                100,
                1.8,
                "a processor",
                "fp32",
                2,
                Map.of(
                        "base", new MethodFigures(0.8, 0.7, 0.9, 1, 1.9, 0),
                        "baseline:item-user-bias", new MethodFigures(0.7, 0.6, 0.8, 0.9, null, 12.5)),
                new Percentiles(1, 2),
                new Percentiles(1, 2),
                new RunReport.Versions(1, 2, 3),
                List.of(new CurvePoint(0.5, 0.8, 0.7, 0.7, 2)),
                List.of(new UserFigures("7", 10, 2, 0.8, 0.7, 0.7)),
                List.of(new Question("7", question, "a", "base", "b", "own", "c")),
                RunReport.Machine.here(),
                Map.of("task", "movie-rating"));
    }
}
