package dev.intarsia.evaluation.compare;

import dev.intarsia.evaluation.report.Page;
import dev.intarsia.evaluation.report.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Shows two written replays side by side, on one page. */
public final class ComparisonPage {
    private ComparisonPage() {}

    /**
     * Writes the page.
     *
     * @param first a replay's folder, or the {@code report.json} in it; likewise the second
     * @return the headline
     * @throws IllegalArgumentException where one is no report, or they answer different tasks
     */
    public static String write(Path first, Path second, Path file) throws IOException {
        Comparison comparison = Comparisons.of(first, second);
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Map<String, String> texts = Map.of(
                "title",
                "Two replays compared",
                "headline",
                comparison.headline(),
                "noscript",
                "The charts and tables of this page need JavaScript.");
        Files.writeString(
                file, Page.of("compare", texts, ReportJson.of(comparison).toString()));
        return comparison.headline();
    }
}
