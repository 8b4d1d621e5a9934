package dev.intarsia.evaluation.compare;

import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.bootstrap.Holm;
import dev.intarsia.evaluation.bootstrap.Resampled;
import dev.intarsia.evaluation.compare.Comparison.Versus;
import dev.intarsia.evaluation.statistics.Figures;
import dev.intarsia.evaluation.statistics.Measure;
import dev.intarsia.evaluation.statistics.Paired;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures against figures, pair by pair or report against report. */
final class Versuses {
    private final Map<String, Map<String, Versus>> found = new LinkedHashMap<>();

    private Versuses() {}

    /** The same questions, the same resamples of users. */
    static Map<String, Map<String, Versus>> paired(Paired.Sides sides, List<Measure> measures) {
        Versuses all = new Versuses();
        measures.forEach(measure -> all.pair(sides.first(), sides.second(), measure));
        return all.found;
    }

    private void pair(Figures<Resampled> first, Figures<Resampled> second, Measure measure) {
        List<String> methods = first.methods().stream()
                .filter(method -> first.has(method, measure) && second.has(method, measure))
                .toList();
        List<Resampled> differences = new ArrayList<>();
        methods.forEach(method -> differences.add(second.of(method, measure).minus(first.of(method, measure))));
        double[] pValues = differences.stream().mapToDouble(Resampled::pValue).toArray();
        double[] adjusted = Holm.adjust(pValues);
        for (int i = 0; i < pValues.length; i++) {
            String method = methods.get(i);
            put(
                    method,
                    measure,
                    new Versus(
                            first.of(method, measure).estimate(),
                            second.of(method, measure).estimate(),
                            differences.get(i).estimate(),
                            pValues[i],
                            adjusted[i]));
        }
    }

    /** Different questions: each side's own interval, their widths added in quadrature. */
    static Map<String, Map<String, Versus>> unpaired(SavedReplay first, SavedReplay second, List<Measure> measures) {
        Versuses all = new Versuses();
        for (String method : SavedReplay.names(first.report().path("methods"))) {
            for (Measure measure : measures) {
                first.figure(method, measure)
                        .ifPresent(one -> second.figure(method, measure)
                                .ifPresent(two -> all.put(
                                        method, measure, new Versus(one, two, difference(one, two), null, null))));
            }
        }
        return all.found;
    }

    private static Estimate difference(Estimate one, Estimate two) {
        double value = two.value() - one.value();
        return new Estimate(
                value,
                value - Math.hypot(two.value() - two.low(), one.high() - one.value()),
                value + Math.hypot(two.high() - two.value(), one.value() - one.low()));
    }

    private void put(String method, Measure measure, Versus versus) {
        found.computeIfAbsent(method, name -> new LinkedHashMap<>()).put(measure.text(), versus);
    }
}
