package dev.intarsia.stack.demo;

import dev.intarsia.evaluation.bootstrap.Difference;
import dev.intarsia.evaluation.bootstrap.PairedBootstrap;
import dev.intarsia.evaluation.metric.RunningMean;
import dev.intarsia.evaluation.metric.ScaleMetrics;
import dev.intarsia.stack.client.Guess;
import dev.intarsia.stack.demo.Scoreboard.Entry;
import dev.intarsia.stack.report.RunReport.CurvePoint;
import dev.intarsia.stack.report.RunReport.MethodFigures;
import dev.intarsia.stack.report.RunReport.UserFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a scoreboard says, in figures. */
final class Findings {
    private static final double LOWEST = 0.5;
    private static final double HIGHEST = 5;
    private static final int CURVE_POINTS = 20;

    private final List<Entry> scored;
    private final List<Entry> all;
    private final PairedBootstrap bootstrap;

    /** @param seed of the intervals' resampling */
    Findings(Scoreboard scoreboard, long seed) {
        this.scored = scoreboard.scored();
        this.all = scoreboard.all();
        this.bootstrap = PairedBootstrap.standard(seed);
        if (scored.isEmpty()) {
            throw new IllegalStateException("No prediction was scored; play more events of each target user.");
        }
    }

    /** Each method's figures on the scored predictions, in the order in which they were first seen. */
    Map<String, MethodFigures> methods() {
        Set<String> names = new LinkedHashSet<>();
        scored.forEach(entry -> names.addAll(entry.guesses().keySet()));
        double base = measure(DemoMethod.BASE.title()).mae();
        Map<String, MethodFigures> figures = new LinkedHashMap<>();
        names.forEach(name -> figures.put(name, figures(name, base)));
        return figures;
    }

    private MethodFigures figures(String method, double base) {
        ScaleMetrics metrics = measure(method);
        // Against nothing, the paired difference is the method's own mean error.
        Difference interval = bootstrap.compare(errors(null), errors(method));
        double nll = scored.stream()
                .mapToDouble(entry -> guess(entry, method).nll())
                .average()
                .orElse(Double.NaN);
        return new MethodFigures(
                metrics.mae(),
                interval.low(),
                interval.high(),
                metrics.rmse(),
                Double.isNaN(nll) ? null : nll,
                100 * (1 - metrics.mae() / base));
    }

    private ScaleMetrics measure(String method) {
        ScaleMetrics metrics = new ScaleMetrics(LOWEST, HIGHEST);
        scored.forEach(entry -> metrics.add(entry.truth(), guess(entry, method).stars()));
        return metrics;
    }

    private static Guess guess(Entry entry, String method) {
        Guess guess = entry.guesses().get(method);
        if (guess == null) {
            throw new IllegalStateException(method + " has no prediction of event " + entry.event() + ".");
        }
        return guess;
    }

    private Map<String, RunningMean> errors(@org.jspecify.annotations.Nullable String method) {
        Map<String, RunningMean> errors = new TreeMap<>();
        for (Entry entry : scored) {
            errors.computeIfAbsent(entry.user(), user -> new RunningMean())
                    .add(method == null ? 0 : entry.error(method));
        }
        return errors;
    }

    /** Errors by stretches of the stream, sampled predictions included. */
    List<CurvePoint> curve() {
        Map<Integer, List<Entry>> stretches = new TreeMap<>();
        for (Entry entry : all) {
            stretches
                    .computeIfAbsent((int) (entry.part() * CURVE_POINTS), stretch -> new ArrayList<>())
                    .add(entry);
        }
        List<CurvePoint> curve = new ArrayList<>();
        stretches.forEach((stretch, entries) -> curve.add(new CurvePoint(
                (stretch + 0.5) / CURVE_POINTS,
                mean(entries, DemoMethod.BASE),
                mean(entries, DemoMethod.OPPU),
                mean(entries, DemoMethod.ASSEMBLED),
                entries.size())));
        return curve;
    }

    /** Each target user's errors on the scored predictions. */
    List<UserFigures> users(List<DemoUser> people) {
        Map<String, List<Entry>> byUser = Scoreboard.byUser(scored);
        List<UserFigures> users = new ArrayList<>();
        for (DemoUser person : people) {
            List<Entry> entries = byUser.getOrDefault(person.user(), List.of());
            users.add(new UserFigures(
                    person.user(),
                    person.ratings().size(),
                    entries.size(),
                    mean(entries, DemoMethod.BASE),
                    mean(entries, DemoMethod.OPPU),
                    mean(entries, DemoMethod.ASSEMBLED)));
        }
        return users;
    }

    private static double mean(List<Entry> entries, DemoMethod method) {
        return entries.stream()
                .mapToDouble(entry -> entry.error(method.title()))
                .average()
                .orElse(Double.NaN);
    }
}
