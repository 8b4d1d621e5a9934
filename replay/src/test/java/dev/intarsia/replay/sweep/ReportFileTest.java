package dev.intarsia.replay.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    Path directory;

    @Test
    void shouldSayNothingWhereThereIsNoNumber() {
        StringBuilder row = new StringBuilder("| rule");

        ReportFile.cell(row, "%+.2f ± %.2f", 0.5, 0.25);
        ReportFile.cell(row, "%+.2f ± %.2f", Double.NaN, Double.NaN);
        ReportFile.cell(row, "%.1f", Double.POSITIVE_INFINITY);

        assertThat(row).hasToString("| rule | +0.50 ± 0.25 | – | –");
    }

    @Test
    void shouldWriteNullWhereThereIsNoNumber() {
        ObjectNode report = ReportFile.head();
        report.removeAll();

        ReportFile.put(report, "known", ReportFile.rounded(0.1234567));
        ReportFile.put(report, "unknown", ReportFile.rounded(Double.NaN));
        ReportFile.putAll(report, "both", 1, Double.NaN);

        assertThat(report).hasToString("{\"known\":0.12346,\"unknown\":null,\"both\":[1.0,null]}");
    }

    @Test
    void shouldWriteAllFilesIntoADirectoryThatIsMissing() throws IOException {
        Path out = directory.resolve("out");
        Map<String, ReportFile.Picture> pictures = new LinkedHashMap<>();
        pictures.put("b.svg", new ReportFile.Picture("second letter", "<svg/>"));
        pictures.put("a.svg", new ReportFile.Picture("first letter", "<svg/>"));

        Map<String, String> alternatives = ReportFile.draw(pictures, out);
        String said = ReportFile.write(ReportFile.head(), "# Figures\n", out, "figures");

        assertThat(alternatives.entrySet())
                .containsExactly(Map.entry("b.svg", "second letter"), Map.entry("a.svg", "first letter"));
        assertThat(out.resolve("a.svg")).hasContent("<svg/>");
        assertThat(out.resolve("figures.json")).content().contains("\"measured_at\" : \"");
        assertThat(out.resolve("figures.md")).hasContent("# Figures");
        assertThat(said).isEqualTo("Report: " + out.resolve("figures.md").toAbsolutePath());
    }
}
