package dev.intarsia.replay.evidence;

import static dev.intarsia.replay.sweep.ReportFile.cell;

import dev.intarsia.evaluation.bootstrap.Estimate;
import java.util.List;
import java.util.Locale;

/** A measurement's figures as people read them. */
final class EvidenceTables {
    private EvidenceTables() {}

    static String markdown(EvidenceResult result) {
        EvidenceSettings settings = result.settings();
        StringBuilder text = new StringBuilder("# What to train, by evidence\n\n");
        text.append(String.format(
                Locale.ROOT,
                "%d users (%s) of %s stream %d events; every event is asked, then learned from. Up to %d later events of"
                        + " each are asked at the end. %d users share. Intervals are 95 %%, by resampling users. NLL is in"
                        + " nats an answer. Rows are those that adapters were trained on; signatures take one more row for"
                        + " each event under every rule.%n%n",
                result.users(),
                settings.people().text(),
                result.recording(),
                result.events(),
                settings.later(),
                settings.sharers()));
        List<EvidenceFigures> figures = EvidenceFigures.of(result);
        text.append(
                "| rule | rows for each event | rows saved | users trained | error | above the first | in per cent | NLL"
                        + " | above the first | later error | above the first | later NLL | above the first |");
        for (int i = 0; i + 1 < EvidenceFigures.POSITIONS.size(); i++) {
            text.append(" error of events ")
                    .append(EvidenceFigures.POSITIONS.get(i) + 1)
                    .append("–")
                    .append(EvidenceFigures.POSITIONS.get(i + 1))
                    .append(" |");
        }
        text.append("\n|")
                .append("---|".repeat(12 + EvidenceFigures.POSITIONS.size()))
                .append('\n');
        figures.forEach(rule -> append(text, rule));
        return text.toString();
    }

    private static void append(StringBuilder text, EvidenceFigures figures) {
        text.append("| ").append(figures.rule());
        cell(text, "%.2f", figures.rowsPerEvent());
        cell(text, "%.0f %%", 100 * figures.rowsSaved());
        cell(text, "%.0f %%", 100 * figures.trained());
        cell(text, "%.4f", figures.error().value());
        difference(text, figures.errorAbove());
        cell(text, "%+.2f", figures.errorPercent());
        cell(text, "%.4f", figures.nll().value());
        difference(text, figures.nllAbove());
        cell(text, "%.4f", figures.laterError().value());
        difference(text, figures.laterErrorAbove());
        cell(text, "%.4f", figures.laterNll().value());
        difference(text, figures.laterNllAbove());
        figures.byPosition().forEach(error -> cell(text, "%.3f", error));
        text.append(" |\n");
    }

    private static void difference(StringBuilder text, Estimate above) {
        cell(text, "%+.4f (%+.4f to %+.4f)", above.value(), above.low(), above.high());
    }
}
