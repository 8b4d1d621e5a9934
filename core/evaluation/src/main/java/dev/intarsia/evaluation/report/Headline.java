package dev.intarsia.evaluation.report;

import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.statistics.Contrast;
import dev.intarsia.evaluation.statistics.Figures;
import dev.intarsia.evaluation.statistics.Measure;
import dev.intarsia.evaluation.statistics.MethodKind;
import dev.intarsia.evaluation.statistics.ReplayStatistics;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What personalization gave, in a sentence that only says what the figures support. */
final class Headline {
    private static final int FEW_USERS = 20;
    private static final Set<MethodKind> PERSONAL = EnumSet.of(MethodKind.PROMPT, MethodKind.OWN, MethodKind.PIECES);

    private final ReplayStatistics statistics;
    private final Figures<Estimate> figures;
    private final Measure measure;

    Headline(ReplayStatistics statistics) {
        this.statistics = statistics;
        this.figures = statistics.methods();
        this.measure = statistics.first();
    }

    String sentence() {
        Optional<String> best = best(PERSONAL);
        if (best.isEmpty() || !figures.has("base", measure)) {
            return best(EnumSet.allOf(MethodKind.class))
                    .map(method -> title(method) + " is the best of "
                            + figures.methods().size() + " methods, with " + named(value(method)) + ".")
                    .orElse("No method was measured.");
        }
        double base = value("base");
        double reached = value(best.get());
        Optional<Contrast> contrast = contrast(best.get(), "base");
        if (contrast.map(found -> found.isClear() && !found.isBetter()).orElse(false)) {
            return "Personalization does harm here: even the best method, " + lower(title(best.get())) + ", has "
                    + named(reached) + " against the base model's " + number(base) + ".";
        }
        if (!contrast.map(Contrast::isBetter).orElse(false)) {
            return "No personal method is clearly better than the base model here: the best, "
                    + lower(title(best.get())) + ", has " + named(reached) + " against " + number(base) + ".";
        }
        return "Personalization " + (measure.lessIsBetter() ? "cuts" : "raises") + " " + word()
                + (base == 0 ? "" : " by " + percent(Math.abs(reached - base) / base)) + ": " + named(reached)
                + " with " + lower(title(best.get()))
                + ", " + number(base) + " with the base model.";
    }

    /** How sure that is, and what simpler means reach. */
    List<String> details() {
        List<String> found = new ArrayList<>();
        best(PERSONAL).flatMap(method -> contrast(method, "base")).ifPresent(contrast -> {
            Estimate difference = contrast.difference();
            found.add("The difference is " + signed(difference.value()) + " (95 % interval " + signed(difference.low())
                    + " to " + signed(difference.high()) + " over users; p = " + p(contrast.adjusted())
                    + " after Holm’s correction).");
        });
        int users = statistics.users().size();
        if (users < FEW_USERS) {
            found.add("Only " + (users == 1 ? "1 user was" : users + " users were")
                    + " asked: intervals over so few are narrower than they should be.");
        }
        best(EnumSet.of(MethodKind.OWN, MethodKind.PIECES)).ifPresent(personal -> {
            best(EnumSet.of(MethodKind.PROMPT)).ifPresent(prompt -> found.add(against(personal, prompt)));
            best(EnumSet.of(MethodKind.SIMPLE)).ifPresent(simple -> found.add(against(personal, simple)));
        });
        return found;
    }

    private String against(String personal, String other) {
        String verdict = contrast(personal, other)
                .filter(Contrast::isClear)
                .map(found -> found.isBetter() ? "clearly behind " : "clearly ahead of ")
                .orElse("not clearly apart from ");
        String what = MethodKind.of(other) == MethodKind.PROMPT
                ? "Of what only changes the prompt, "
                : "Of what needs no language model, ";
        boolean named = best(PERSONAL).filter(personal::equals).isPresent();
        return what + lower(title(other)) + " is best with " + number(value(other)) + ", " + verdict
                + (named ? "that" : lower(title(personal)) + " with " + number(value(personal))) + ".";
    }

    private Optional<Contrast> contrast(String method, String reference) {
        return statistics.contrasts().stream()
                .filter(found -> found.measure() == measure
                        && found.method().equals(method)
                        && found.reference().equals(reference))
                .findFirst();
    }

    private Optional<String> best(Set<MethodKind> families) {
        return figures.best(measure, method -> families.contains(MethodKind.of(method)), Estimate::value);
    }

    private double value(String method) {
        return figures.of(method, measure).value();
    }

    private String word() {
        return measure.lessIsBetter() ? "the error" : metric();
    }

    private String named(double value) {
        return metric() + " " + number(value);
    }

    /** Within a sentence: words in lower case, abbreviations as they are. */
    private String metric() {
        return measure == Measure.ACCURACY || measure == Measure.F1 ? lower(measure.title()) : measure.title();
    }

    private static String title(String method) {
        return MethodTitle.of(method).title();
    }

    /** As within a sentence, but for abbreviations. */
    private static String lower(String title) {
        return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value).replace('-', '−');
    }

    private static String p(double value) {
        return String.format(Locale.ROOT, value < 0.001 ? "%.4f" : "%.3f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
