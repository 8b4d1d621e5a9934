package dev.intarsia.stack.explain;

import dev.intarsia.stack.explain.Explanation.ChosenPiece;
import dev.intarsia.stack.explain.Explanation.ModulePieces;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The weights' magnitudes: a row for each module, a column for each sharer. */
record WeightPicture(Explanation explanation, Shades shades, PageDetail detail) {
    void addTo(Lines lines) {
        double largest = explanation.modules().stream()
                .flatMap(module -> module.pieces().stream())
                .mapToDouble(piece -> Math.abs(piece.weight()))
                .max()
                .orElse(0);
        int columns = Math.min(detail.sharers(), explanation.sharers().size());
        lines.add("Weights by module and number of the sharer, '-' before negative ones:");
        lines.add(
                "%s",
                IntStream.range(0, shades.levels())
                        .mapToObj(level -> twice(shades.at(level)) + " to "
                                + Lines.number(largest * (level + 1) / shades.levels()))
                        .collect(Collectors.joining(", ")));
        lines.add(
                "%-8s%s",
                "",
                IntStream.rangeClosed(1, columns)
                        .mapToObj(number -> String.format("%4d", number))
                        .collect(Collectors.joining()));
        explanation.modules().forEach(module -> lines.add("%-8s%s", module.name(), row(module, columns, largest)));
    }

    private String row(ModulePieces module, int columns, double largest) {
        Map<String, ChosenPiece> pieces = module.pieces().stream()
                .collect(Collectors.toMap(ChosenPiece::sharer, Function.identity(), (first, second) -> first));
        return explanation.sharers().stream()
                .limit(columns)
                .map(sharer -> cell(pieces.get(sharer.name()), largest))
                .collect(Collectors.joining());
    }

    private String cell(@Nullable ChosenPiece piece, double largest) {
        if (piece == null) {
            return "    ";
        }
        return (piece.weight() < 0 ? " -" : "  ") + twice(shades.of(Math.abs(piece.weight()), largest));
    }

    private static String twice(char shade) {
        return String.valueOf(shade).repeat(2);
    }
}
