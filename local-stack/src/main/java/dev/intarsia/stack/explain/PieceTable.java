package dev.intarsia.stack.explain;

import dev.intarsia.stack.explain.Explanation.ChosenPiece;
import dev.intarsia.stack.explain.Explanation.ModulePieces;
import java.util.List;

/** The pieces by module, the largest weight of each first. */
record PieceTable(List<ModulePieces> modules, PageDetail detail) {
    void addTo(Lines lines) {
        lines.add("%-8s%-15s  %7s  %9s  %9s  %s", "module", "sharer", "version", "weight", "score", "since (UTC)");
        modules.forEach(module -> add(module, lines));
    }

    private void add(ModulePieces module, Lines lines) {
        List<ChosenPiece> pieces = module.pieces();
        int shown = Math.min(detail.pieces(), pieces.size());
        for (int i = 0; i < shown; i++) {
            ChosenPiece piece = pieces.get(i);
            lines.add(
                    "%-8s%-15s  %7d  %9s  %9s  %-16s  %s",
                    i == 0 ? module.name() : "",
                    piece.sharer(),
                    piece.version(),
                    Lines.number(piece.weight()),
                    Lines.number(piece.score()),
                    piece.since().map(Lines::minute).orElse("-"),
                    remark(piece));
        }
        if (shown < pieces.size()) {
            double all = magnitude(pieces);
            double rest = magnitude(pieces.subList(shown, pieces.size()));
            lines.add(
                    "%-8sand %d more with %.1f %% of the module's weights",
                    "", pieces.size() - shown, all == 0 ? 0 : 100 * rest / all);
        }
    }

    private static double magnitude(List<ChosenPiece> pieces) {
        return pieces.stream().mapToDouble(piece -> Math.abs(piece.weight())).sum();
    }

    /** Where the gateway does not use the piece as it was assigned. */
    private static String remark(ChosenPiece piece) {
        if (!piece.present()) {
            return "not in the gateway";
        }
        if (piece.servedVersion().isEmpty()) {
            return "does not fit the model";
        }
        long served = piece.servedVersion().getAsLong();
        return served == piece.version() ? "" : "used in version " + served;
    }
}
