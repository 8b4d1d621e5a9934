package dev.intarsia.evaluation.statistics;

import dev.intarsia.evaluation.bootstrap.Holm;
import dev.intarsia.evaluation.bootstrap.Resampled;
import java.util.ArrayList;
import java.util.List;

/** Compares every method with those it has to beat. */
final class Contrasts {
    private final Figures<Resampled> figures;
    private final Measure first;

    /** @param first the measure by which a best method is chosen */
    Contrasts(Figures<Resampled> figures, Measure first) {
        this.figures = figures;
        this.first = first;
    }

    /** The base model, everything that only changes the prompt, and the best of the simple predictors. */
    private List<String> references() {
        List<String> found = new ArrayList<>();
        for (String method : figures.methods()) {
            MethodKind family = MethodKind.of(method);
            if (family == MethodKind.BASE || family == MethodKind.PROMPT) {
                found.add(method);
            }
        }
        figures.best(first, method -> MethodKind.of(method) == MethodKind.SIMPLE, Resampled::value)
                .ifPresent(found::add);
        return found;
    }

    /** By measure and reference, each pair of which is one family of comparisons. */
    List<Contrast> all() {
        List<Contrast> found = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            references().stream()
                    .filter(reference -> figures.has(reference, measure))
                    .forEach(reference -> found.addAll(family(measure, reference)));
        }
        return found;
    }

    private List<Contrast> family(Measure measure, String reference) {
        Resampled against = figures.of(reference, measure);
        List<String> methods = figures.methods().stream()
                .filter(method -> !method.equals(reference) && figures.has(method, measure))
                .toList();
        List<Resampled> differences = methods.stream()
                .map(method -> figures.of(method, measure).minus(against))
                .toList();
        double[] pValues = differences.stream().mapToDouble(Resampled::pValue).toArray();
        double[] adjusted = Holm.adjust(pValues);
        List<Contrast> found = new ArrayList<>();
        for (int i = 0; i < pValues.length; i++) {
            found.add(new Contrast(
                    methods.get(i), reference, measure, differences.get(i).estimate(), pValues[i], adjusted[i]));
        }
        return found;
    }
}
