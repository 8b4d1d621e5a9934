package dev.intarsia.replay.learning;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.machine.Processor;
import dev.intarsia.replay.sweep.ReportFile;
import dev.intarsia.replay.sweep.UserFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The results as files: {@code learning.json} and {@code learning.md}. */
public final class LearningReport {
    private LearningReport() {}

    /**
     * Writes both, replacing older ones.
     *
     * @param directory made where it is missing
     * @return what a person reads at the end
     */
    public static String write(LearningResult result, Path directory) throws IOException {
        return ReportFile.write(json(result), LearningTables.markdown(result), directory, "learning");
    }

    private static ObjectNode json(LearningResult result) {
        ObjectNode root = ReportFile.head();
        root.put("recording", result.recording());
        root.put("base_model", result.baseModel());
        root.put("processor", Processor.here().name());
        root.put("users", result.users());
        root.put("events", result.settings().events());
        ObjectNode settings = root.putObject("settings");
        result.settings().named().forEach(settings::put);
        ObjectNode sections = root.putObject("sections");
        result.sections().forEach((name, results) -> {
            ArrayNode rules = sections.putArray(name);
            List<Integer> positions = LearningSection.of(name).positions();
            List<Integer> early = LearningSection.of(name).early();
            results.forEach(rule -> rules.add(rule(RuleFigures.of(rule, results.get(0), positions), positions, early)));
        });
        return root;
    }

    private static ObjectNode rule(RuleFigures figures, List<Integer> positions, List<Integer> early) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("rule", figures.rule());
        put(node, "error", figures.error());
        put(node, "error_above_first", figures.errorAbove());
        put(node, "nll", figures.nll());
        put(node, "nll_above_first", figures.nllAbove());
        ObjectNode losses = node.putObject("nll_from_event");
        for (int i = 0; i < figures.byPosition().size(); i++) {
            put(losses, "" + (positions.get(i) + 1), figures.byPosition().get(i));
        }
        for (int i = 0; i < figures.early().size(); i++) {
            put(node, "later_error_after_" + early.get(i), figures.early().get(i));
            put(
                    node,
                    "later_error_after_" + early.get(i) + "_above_first",
                    figures.earlyAbove().get(i));
        }
        put(node, "later_error", figures.laterError());
        put(node, "later_error_above_first", figures.laterErrorAbove());
        put(node, "later_nll", figures.laterNll());
        put(node, "later_nll_above_first", figures.laterNllAbove());
        put(node, "oldest_nll", figures.oldest());
        put(node, "newest_nll", figures.newest());
        if (Double.isFinite(figures.drifted())) {
            node.put("drift_found", figures.drifted());
        }
        node.put("work", figures.work());
        node.put("seconds", figures.seconds());
        return node;
    }

    /** Mean and half of the interval. */
    private static void put(ObjectNode node, String name, UserFigure figure) {
        ReportFile.putAll(node, name, figure.mean(), figure.margin());
    }
}
