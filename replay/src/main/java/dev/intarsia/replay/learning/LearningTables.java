package dev.intarsia.replay.learning;

import static dev.intarsia.replay.sweep.ReportFile.cell;

import dev.intarsia.replay.sweep.UserFigure;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A sweep's figures as people read them. */
final class LearningTables {
    private LearningTables() {}

    static String line(String section, RuleFigures figures) {
        return String.format(
                Locale.ROOT,
                "%s | %s: error %.4f (%+.4f ± %.4f), NLL %.4f (%+.4f ± %.4f), later %.4f (%+.4f ± %.4f) / %.4f (%+.4f ± %.4f),"
                        + " oldest %.3f, newest %.3f, drift found %.3f, work %.2f, %.0f s",
                section,
                figures.rule(),
                figures.error().mean(),
                figures.errorAbove().mean(),
                figures.errorAbove().margin(),
                figures.nll().mean(),
                figures.nllAbove().mean(),
                figures.nllAbove().margin(),
                figures.laterError().mean(),
                figures.laterErrorAbove().mean(),
                figures.laterErrorAbove().margin(),
                figures.laterNll().mean(),
                figures.laterNllAbove().mean(),
                figures.laterNllAbove().margin(),
                figures.oldest().mean(),
                figures.newest().mean(),
                figures.drifted(),
                figures.work(),
                figures.seconds());
    }

    /** The whole report. */
    static String markdown(LearningResult result) {
        StringBuilder text = new StringBuilder("# Rules of learning\n\n");
        text.append(String.format(
                Locale.ROOT,
                "%d users of the population of %s stream up to %d events each; every event is asked, then learned. Up to"
                        + " %d later events of each are asked at the end. Intervals are 95 %%, over users. NLL is in nats an"
                        + " answer.%n",
                result.users(),
                result.recording(),
                result.settings().events(),
                result.settings().later()));
        for (Map.Entry<String, List<RuleResult>> section : result.sections().entrySet()) {
            text.append("\n## ").append(section.getKey()).append("\n\n");
            append(
                    text,
                    section.getValue(),
                    LearningSection.of(section.getKey()).positions(),
                    LearningSection.of(section.getKey()).early());
        }
        return text.toString();
    }

    private static void append(
            StringBuilder text, List<RuleResult> results, List<Integer> positions, List<Integer> early) {
        text.append("| rule | error | above the first | NLL | above the first |");
        for (int i = 0; i + 1 < positions.size(); i++) {
            text.append(" NLL of events ")
                    .append(positions.get(i) + 1)
                    .append("–")
                    .append(positions.get(i + 1))
                    .append(" |");
        }
        List<Integer> reached = early.subList(0, results.get(0).early().size());
        reached.forEach(
                after -> text.append(" later error after ").append(after).append(" | above the first |"));
        text.append(
                " later error | above the first | later NLL | above the first | oldest | newest | drift found | work |\n|");
        text.append("---|".repeat(positions.size() + 2 * reached.size() + 12)).append('\n');
        for (RuleResult result : results) {
            RuleFigures figures = RuleFigures.of(result, results.get(0), positions);
            text.append("| ").append(figures.rule());
            cell(text, "%.4f", figures.error().mean());
            difference(text, figures.errorAbove());
            cell(text, "%.4f", figures.nll().mean());
            difference(text, figures.nllAbove());
            figures.byPosition().forEach(figure -> cell(text, "%.3f", figure.mean()));
            for (int i = 0; i < reached.size(); i++) {
                cell(text, "%.4f", figures.early().get(i).mean());
                difference(text, figures.earlyAbove().get(i));
            }
            cell(text, "%.4f", figures.laterError().mean());
            difference(text, figures.laterErrorAbove());
            cell(text, "%.4f", figures.laterNll().mean());
            difference(text, figures.laterNllAbove());
            cell(text, "%.3f", figures.oldest().mean());
            cell(text, "%.3f", figures.newest().mean());
            cell(text, "%.3f", figures.drifted());
            cell(text, "%.2f", figures.work());
            text.append(" |\n");
        }
    }

    private static void difference(StringBuilder text, UserFigure figure) {
        cell(text, "%+.4f ± %.4f", figure.mean(), figure.margin());
    }
}
