package dev.intarsia.evaluation.result;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What running services add to a report, besides their answers to the scored questions.
 *
 * @param sampled a JSONL file of {@link Prediction}s of other events: the curve by earlier events counts them, no other
 *     figure does
 * @param figures of the services and the machine; written into {@code report.json} as they are
 * @param tiles the few figures that stand above all sections of the page, as text by what they mean
 * @param sections of the page besides those of every report
 */
public record LiveRun(Path sampled, Object figures, Map<String, String> tiles, List<Section> sections) {
    public LiveRun {
        requireNonNull(sampled);
        requireNonNull(figures);
        tiles = Collections.unmodifiableMap(new LinkedHashMap<>(tiles));
        sections = List.copyOf(sections);
    }

    /**
     * A table with a heading.
     *
     * @param id an HTML id that no other section has
     * @param nav its name in the page's navigation
     * @param rows as many texts each as there are columns
     */
    public record Section(
            String id, String nav, String title, String intro, List<String> columns, List<List<String>> rows) {
        public Section {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }
}
