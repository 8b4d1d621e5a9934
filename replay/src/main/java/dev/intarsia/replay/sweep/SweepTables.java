package dev.intarsia.replay.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.replay.sweep.Variation.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report as Markdown. */
final class SweepTables {
    private static final int BEST = 12;
    private static final double PERCENT = 100;

    private final JsonNode report;
    private final StringBuilder text = new StringBuilder();

    private SweepTables(JsonNode report) {
        this.report = report;
    }

    /**
     * All tables.
     *
     * @param report as {@link SweepJson} makes it
     * @param pictures by file name, their alternative texts; of each group those that begin with its name
     */
    static String of(JsonNode report, Map<String, String> pictures) {
        SweepTables tables = new SweepTables(report);
        tables.head();
        report.path("people").properties().forEach(group -> tables.group(group.getKey(), group.getValue(), pictures));
        return tables.text.toString();
    }

    private void head() {
        line("# Assembly");
        line("");
        if (report.path("quick").asBoolean()) {
            line("QUICK: these figures mean nothing.");
            line("");
        }
        line(
                "%s, base model %s. %s, %d cores; %.0f minutes in all.",
                report.path("recording").asText(),
                start(report.path("base_model").asText()),
                report.at("/machine/processor").asText(),
                report.at("/machine/cores").asInt(),
                report.path("seconds").asDouble() / 60);
        line("");
        line(
                "MAE is in the scale's units (without a scale: the share of wrong answers), NLL in nats an answer. The share"
                        + " of gain is of the own adapter's gain over the base model. Predicted and measured gains are in nats per"
                        + " response token, as events' losses are. \"±\" is a 95 %% interval over users of the difference in NLL"
                        + " from Bayes with the default settings.");
    }

    private static String start(String fingerprint) {
        return fingerprint.length() > 12 ? fingerprint.substring(0, 12) : fingerprint;
    }

    private void group(String name, JsonNode group, Map<String, String> pictures) {
        line("");
        line("## %s", name.equals("targets") ? "Target users" : "Population users who do not share");
        line("");
        line(
                "%d users with %d to %d events of history, %,d questions, %d sharers of whom %s are in the pool by default.",
                group.path("users").asInt(),
                group.path("shortest_history").asInt(),
                group.path("longest_history").asInt(),
                group.path("questions").asInt(),
                group.path("sharers").asInt(),
                report.at("/settings/pooled sharers").asText());
        for (Section section : Section.values()) {
            List<JsonNode> rows = new ArrayList<>();
            group.path("variations").forEach(row -> {
                if (row.path("section").asText().equals(section.name())) {
                    rows.add(row);
                }
            });
            if (!rows.isEmpty()) {
                section(section, rows);
            }
        }
        pictures.forEach((file, alternative) -> {
            if (file.startsWith(name)) {
                line("");
                line("![%s](%s)", alternative, file);
            }
        });
    }

    private void section(Section section, List<JsonNode> rows) {
        line("");
        line("### %s", section.title());
        line("");
        List<JsonNode> shown = rows;
        if (section == Section.CHOICE) {
            line("The best %d of %d by NLL:", Math.min(BEST, rows.size()), rows.size());
            line("");
            shown = rows.stream()
                    .sorted(Comparator.comparingDouble(row -> row.path("nll").asDouble()))
                    .limit(BEST)
                    .toList();
        }
        line(
                "| %s | MAE | NLL | share of gain (MAE / NLL) | NLL above Bayes | predicted / measured gain | pieces a module |",
                section == Section.METHOD ? "method" : section.varied() + " | rule");
        line("|%s---|---|---|---|---|---|", section == Section.METHOD ? "---|" : "---|---|");
        shown.forEach(row -> row(section, row));
    }

    private void row(Section section, JsonNode row) {
        String first = section == Section.METHOD
                ? row.path("series").asText()
                : row.path("value").asText() + " | " + row.path("series").asText();
        line(
                "| %s | %.3f | %.3f | %s / %s | %s | %s / %s | %s |",
                first,
                row.path("mae").asDouble(),
                row.path("nll").asDouble(),
                percent(row.path("error_share")),
                percent(row.path("nll_share")),
                difference(row),
                number(row.path("predicted_gain"), "%.3f"),
                number(row.path("measured_gain"), "%.3f"),
                row.path("pieces_per_module").asDouble() == 0 ? "–" : number(row.path("pieces_per_module"), "%.1f"));
    }

    private static String difference(JsonNode row) {
        JsonNode above = row.path("nll_above_bayes");
        return !above.isNumber() || above.asDouble() == 0
                ? "–"
                : number(above, "%+.3f") + " ± " + number(row.path("nll_above_bayes_margin"), "%.3f");
    }

    private static String percent(JsonNode share) {
        return share.isNumber() ? String.format(Locale.ROOT, "%.0f %%", PERCENT * share.asDouble()) : "–";
    }

    private static String number(JsonNode value, String format) {
        return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble()) : "–";
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
