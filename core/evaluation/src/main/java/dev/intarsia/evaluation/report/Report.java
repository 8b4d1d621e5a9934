package dev.intarsia.evaluation.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.evaluation.result.LiveRun;
import dev.intarsia.evaluation.result.ReplayRun;
import dev.intarsia.evaluation.statistics.Calibration;
import dev.intarsia.evaluation.statistics.Contrast;
import dev.intarsia.evaluation.statistics.Curve;
import dev.intarsia.evaluation.statistics.Drift;
import dev.intarsia.evaluation.statistics.Measure;
import dev.intarsia.evaluation.statistics.ReplayStatistics;
import dev.intarsia.evaluation.statistics.UserFigures;
import dev.intarsia.tasks.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A replay's report, as {@code report.json} has it with snake_case names; {@code report.schema.json} describes it.
 *
 * @param users how many were asked
 * @param predictions how many questions each method answered
 * @param predictionsFile their place, from where the report lies
 * @param metric the metric that methods are ranked by
 * @param live what running services add; null where a recording was replayed
 */
record Report(
        int schemaVersion,
        String headline,
        List<String> details,
        Dataset dataset,
        String task,
        AnswerKind answer,
        String protocol,
        long seed,
        String baseModel,
        Map<String, String> settings,
        Map<String, Integer> audience,
        int users,
        int predictions,
        String predictionsFile,
        Map<String, Long> excluded,
        long ties,
        String metric,
        Map<String, MetricKind> metrics,
        Map<String, MethodTitle> titles,
        Map<String, Map<String, Estimate>> methods,
        Bootstrap bootstrap,
        List<Difference> differences,
        Map<String, List<Curve.Point>> curves,
        ShiftFigures shift,
        Map<String, Calibration> calibration,
        Map<String, CostFigures> costs,
        List<UserFigures> byUser,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Live live) {
    static final int SCHEMA_VERSION = 1;

    record Dataset(String name, String digest) {}

    /** The kind is {@code scale}, {@code labels} or {@code text}. */
    record AnswerKind(String kind, List<String> labels) {}

    record MetricKind(String title, boolean lessIsBetter) {}

    record Bootstrap(int resamples, double confidence, String unit, String correction) {}

    /** The method's figure less the reference's, with p-values as they are and after Holm's correction. */
    record Difference(
            String metric,
            String reference,
            String method,
            double value,
            double low,
            double high,
            double p,
            double pHolm) {}

    record ShiftFigures(
            String distance, List<Curve.Point> windows, List<Curve.Point> byDistance, List<Drift.UserShift> users) {}

    /** The sampled file's place is given from where the report lies. */
    record Live(String sampledFile, Object figures, Map<String, String> tiles, List<LiveRun.Section> sections) {}

    static Report of(
            ReplayRun run,
            ReplayStatistics statistics,
            Resamples resamples,
            String predictionsFile,
            @Nullable Live live) {
        Headline headline = new Headline(statistics);
        Map<String, Map<String, Estimate>> methods = new LinkedHashMap<>();
        Map<String, MethodTitle> titles = new LinkedHashMap<>();
        statistics.methods().byMethod().forEach((method, own) -> {
            Map<String, Estimate> figures = new LinkedHashMap<>();
            own.forEach((measure, estimate) -> figures.put(measure.text(), estimate));
            methods.put(method, figures);
            titles.put(method, MethodTitle.of(method));
        });
        Map<String, CostFigures> costs = new LinkedHashMap<>();
        run.costs().forEach((method, cost) -> costs.put(method, CostFigures.of(cost)));
        run.costs().keySet().forEach(method -> titles.putIfAbsent(method, MethodTitle.of(method)));
        Map<String, List<Curve.Point>> curves = new LinkedHashMap<>();
        statistics.curves().forEach((name, curve) -> curves.put(name, curve.points()));
        return new Report(
                SCHEMA_VERSION,
                headline.sentence(),
                headline.details(),
                new Dataset(run.dataset(), run.digest()),
                run.task().name(),
                kind(run.task().answer()),
                run.protocol(),
                run.seed(),
                run.baseModel(),
                run.settings(),
                run.audience(),
                statistics.users().size(),
                statistics.questions(),
                predictionsFile,
                run.excluded().counts(),
                run.ties(),
                statistics.first().text(),
                metrics(run.task().answer()),
                titles,
                methods,
                new Bootstrap(resamples.count(), resamples.confidence(), "users", "Holm"),
                statistics.contrasts().stream().map(Report::difference).toList(),
                curves,
                shift(statistics.shift()),
                statistics.calibration(),
                costs,
                statistics.users(),
                live);
    }

    private static Map<String, MetricKind> metrics(Answer answer) {
        Map<String, MetricKind> found = new LinkedHashMap<>();
        Measure.of(answer)
                .forEach(measure -> found.put(measure.text(), new MetricKind(measure.title(), measure.lessIsBetter())));
        return found;
    }

    private static AnswerKind kind(Answer answer) {
        String kind = answer instanceof Answer.Scale ? "scale" : answer instanceof Answer.Labels ? "labels" : "text";
        return new AnswerKind(kind, answer.labels());
    }

    private static Difference difference(Contrast contrast) {
        return new Difference(
                contrast.measure().text(),
                contrast.reference(),
                contrast.method(),
                contrast.difference().value(),
                contrast.difference().low(),
                contrast.difference().high(),
                contrast.pValue(),
                contrast.adjusted());
    }

    private static ShiftFigures shift(Drift shift) {
        return new ShiftFigures(
                shift.distance(), shift.windows().points(), shift.byDistance().points(), shift.users());
    }
}
