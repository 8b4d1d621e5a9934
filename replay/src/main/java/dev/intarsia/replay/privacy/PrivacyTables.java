package dev.intarsia.replay.privacy;

import dev.intarsia.evaluation.bootstrap.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures as people read them. */
final class PrivacyTables {
    private static final int SHORT = 12;

    private PrivacyTables() {}

    static String line(MeasuredAttack attack) {
        return String.format(
                Locale.ROOT,
                "%s, %s | %s: AUC %s, found at 1 %% false %s, of %d",
                attack.exposure().seen(),
                attack.exposure().asked(),
                attack.method().text(),
                estimate(attack.auc()),
                estimate(attack.found()),
                attack.scored());
    }

    static String line(ComparedSetting setting) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%s %s: error %.4f, NLL %.4f (%+.4f ± %.4f)",
                setting.setting(),
                setting.value(),
                setting.error().mean(),
                setting.nll().mean(),
                setting.nllAbove().mean(),
                setting.nllAbove().margin()));
        setting.attacks()
                .forEach(attack -> line.append(String.format(
                        Locale.ROOT,
                        "; %s by %s %.3f",
                        attack.exposure().seen(),
                        attack.method().text(),
                        attack.auc().value())));
        return line.toString();
    }

    /**
     * The whole report.
     *
     * @param pictures by file name, their alternative texts
     */
    static String markdown(PrivacyResult result, Map<String, String> pictures) {
        PrivacySettings settings = result.settings();
        StringBuilder text = new StringBuilder("# Privacy\n\n");
        append(
                text,
                "%s, base model %s; %.0f minutes in all. %d sharers and %d users with assembled adapters, all of the"
                        + " population, with %d events each, of which a run knows one half. %d runs of each user are attacked,"
                        + " with %d shadow runs, in comparisons %d. Intervals are 95 %%, over users (%d resamples); \"±\" is the"
                        + " same of a difference. ε is of one event, for δ = %s. NLL is in nats an answer.",
                result.recording(),
                result.baseModel()
                        .substring(0, Math.min(SHORT, result.baseModel().length())),
                result.seconds() / 60,
                settings.sharers(),
                settings.users(),
                settings.events(),
                settings.published(),
                settings.shadows(),
                settings.compared(),
                settings.resamples(),
                "10⁻⁵");
        append(text, "%n## Attacks%n");
        append(text, "| seen | asked of an event | attack | AUC | found at 1 %% false | events |");
        append(text, "|---|---|---|---|---|---|");
        result.attacks()
                .forEach(attack -> append(
                        text,
                        "| %s | %s | %s | %s | %s | %,d |",
                        attack.exposure().seen(),
                        attack.exposure().asked(),
                        attack.method().text(),
                        estimate(attack.auc()),
                        estimate(attack.found()),
                        attack.scored()));
        append(text, "%n## One setting changed at a time%n");
        append(
                text,
                "| setting | value | pieces: loss | pieces: LiRA | assembled: loss | sum: inner product | sum: least squares"
                        + " | one event | error | NLL | above as set |");
        append(text, "|%s", "---|".repeat(11));
        result.compared().forEach(setting -> append(text, "%s", row(setting)));
        pictures.forEach((file, alternative) -> append(text, "%n![%s](%s)", alternative, file));
        return text.toString();
    }

    /** What is shown of each compared setting, in order. */
    static List<Map.Entry<Exposure, AttackMethod>> columns() {
        return List.of(
                Map.entry(Exposure.PIECES, AttackMethod.CALIBRATED),
                Map.entry(Exposure.PIECES, AttackMethod.LIRA),
                Map.entry(Exposure.ASSEMBLED, AttackMethod.CALIBRATED),
                Map.entry(Exposure.SUM, AttackMethod.INNER_PRODUCT),
                Map.entry(Exposure.SUM, AttackMethod.LEAST_SQUARES),
                Map.entry(Exposure.SINGLE, AttackMethod.INNER_PRODUCT));
    }

    private static String row(ComparedSetting setting) {
        StringBuilder row = new StringBuilder("| " + setting.setting() + " | " + setting.value());
        for (Map.Entry<Exposure, AttackMethod> column : columns()) {
            row.append(" | ")
                    .append(setting.attack(column.getKey(), column.getValue())
                            .map(attack -> String.format(
                                    Locale.ROOT, "%.3f", attack.auc().value()))
                            .orElse("–"));
        }
        return row.append(String.format(
                        Locale.ROOT,
                        " | %.3f | %.3f | %+.3f ± %.3f |",
                        setting.error().mean(),
                        setting.nll().mean(),
                        setting.nllAbove().mean(),
                        setting.nllAbove().margin()))
                .toString();
    }

    private static String estimate(Estimate estimate) {
        return String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", estimate.value(), estimate.low(), estimate.high());
    }

    private static void append(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).replace("\r", ""))
                .append('\n');
    }
}
