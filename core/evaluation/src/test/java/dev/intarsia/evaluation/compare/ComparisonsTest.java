package dev.intarsia.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.evaluation.compare.Comparison.Versus;
import dev.intarsia.evaluation.report.Reports;
import dev.intarsia.evaluation.result.MadeUpRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonsTest {
    private static final Resamples FEW = new Resamples(1000, 0.95, 1);

    @TempDir
    static Path folder;

    private static Path a;
    private static Path b;

    /** B is A, but its assembled answers are its base's, and every eighth question is missing. */
    @BeforeAll
    static void write() throws IOException {
        a = folder.resolve("a");
        b = folder.resolve("b");
        Reports.write(MadeUpRun.of(a, 16, 2), a, FEW);
        var run = MadeUpRun.of(b, 16, 2);
        List<String> lines = Files.readAllLines(run.predictions()).stream()
                .filter(line -> !line.contains("\"event\":\"e8\""))
                .filter(line -> !line.startsWith("{\"method\":\"assembled\""))
                .toList();
        List<String> base = lines.stream()
                .filter(line -> line.startsWith("{\"method\":\"base\""))
                .map(line -> line.replace("\"method\":\"base\"", "\"method\":\"assembled\""))
                .toList();
        Files.write(run.predictions(), lines);
        Files.write(run.predictions(), base, java.nio.file.StandardOpenOption.APPEND);
        Reports.write(run, b, FEW);
    }

    @Test
    void shouldPairTheQuestionsThatBothRunsHave() throws IOException {
        Comparison found = Comparisons.of(a, b.resolve("report.json"));

        assertThat(found.pairing().paired()).isTrue();
        assertThat(found.pairing().questions())
                .isEqualTo(found.second().predictions())
                .isLessThan(found.first().predictions());
        assertThat(found.pairing().why()).startsWith("only the questions");
        Versus same = versus(found, "oppu", "mae");
        assertThat(same.difference()).isEqualTo(new Estimate(0, 0, 0));
        assertThat(same.pHolm()).isEqualTo(1);
        Versus worse = versus(found, "assembled", "mae");
        assertThat(worse.difference().low()).isPositive();
        assertThat(worse.second()).isEqualTo(versus(found, "base", "mae").second());
        assertThat(found.headline())
                .isEqualTo("By MAE, B is clearly better than A in 0 of 15 methods, clearly worse in 1, and not clearly"
                        + " different in 14.");
        assertThat(found.byUser()).hasSize(found.pairing().users());
        assertThat(found.changed()).isEmpty();
    }

    @Test
    void shouldCompareLessWherePredictionsAreMissing() throws IOException {
        Path c = folder.resolve("c");
        Files.createDirectories(c);
        Files.copy(b.resolve("report.json"), c.resolve("report.json"));

        Comparison paired = Comparisons.of(a, b);
        Comparison found = Comparisons.of(a, c);

        assertThat(found.pairing().paired()).isFalse();
        assertThat(found.pairing().why()).isEqualTo("the predictions of B are no longer there");
        Estimate unpaired = versus(found, "assembled", "mae").difference();
        Estimate closer = versus(paired, "assembled", "mae").difference();
        assertThat(unpaired.high() - unpaired.low()).isGreaterThan(1.5 * (closer.high() - closer.low()));
        assertThat(unpaired.value()).isCloseTo(closer.value(), within(0.03));
        assertThat(versus(found, "assembled", "mae").p()).isNull();
        assertThat(found.byUser()).isEmpty();
    }

    @Test
    void shouldSayWhereTheQuestionsDiffer() throws IOException {
        Path other = folder.resolve("other");
        Reports.write(MadeUpRun.of(other, 5, 3, "</script><script>alert(1)", "someone"), other, FEW);

        Comparison found = Comparisons.of(a, other);

        assertThat(found.pairing().why()).isEqualTo("they have no question in common");
        assertThat(found.changed()).extracting(Comparison.Change::what).containsExactly("dataset name", "seed");
        ComparisonPage.write(a, other, folder.resolve("pages/compare.html"));
        String page = Files.readString(folder.resolve("pages/compare.html"));
        assertThat(page.contains("<script>alert")).isFalse();
        assertThat(page.contains("\\u003c/script>\\u003cscript>alert(1)")).isTrue();
    }

    @Test
    void shouldRefuseAFileThatIsNoReport() throws IOException {
        Path text = Files.writeString(folder.resolve("x.json"), "{\"schema_version\": 7}");

        assertThatThrownBy(() -> Comparisons.of(a, text)).hasMessageContaining("x.json is no report of a replay");
        assertThatThrownBy(() -> Comparisons.of(folder.resolve("nowhere"), a))
                .hasMessageContaining("There is no report at ")
                .hasMessageContaining("give the folder of a replay");
    }

    private static Versus versus(Comparison comparison, String method, String metric) {
        var own = comparison.methods().get(method);
        assertNotNull(own);
        Versus found = own.get(metric);
        assertNotNull(found);
        return found;
    }
}
