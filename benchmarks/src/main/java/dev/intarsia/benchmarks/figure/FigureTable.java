package dev.intarsia.benchmarks.figure;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures as a table in Markdown. */
public final class FigureTable {
    private FigureTable() {}

    /**
     * One line for each figure, below a head.
     *
     * @param values by the figures' names; what is missing was not measured
     */
    public static String of(List<Figure> figures, Map<String, ? extends @Nullable Double> values) {
        StringBuilder table = new StringBuilder("| what | measured | goal | |\n|---|---|---|---|\n");
        for (Figure figure : figures) {
            table.append(figure.row(values.get(figure.name()))).append('\n');
        }
        return table.toString();
    }
}
