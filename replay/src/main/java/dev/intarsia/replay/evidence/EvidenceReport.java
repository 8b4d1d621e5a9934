package dev.intarsia.replay.evidence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.replay.sweep.ReportFile;
import java.io.IOException;
import java.nio.file.Path;

/** The results as files: {@code evidence.json} and {@code evidence.md}. */
public final class EvidenceReport {
    private EvidenceReport() {}

    /**
     * Writes both, replacing older ones.
     *
     * @param directory made where it is missing
     * @return what a person reads at the end
     */
    public static String write(EvidenceResult result, Path directory) throws IOException {
        return ReportFile.write(json(result), EvidenceTables.markdown(result), directory, "evidence");
    }

    private static ObjectNode json(EvidenceResult result) {
        ObjectNode root = ReportFile.head();
        root.put("recording", result.recording());
        root.put("base_model", result.baseModel());
        root.put("people", result.settings().people().text());
        root.put("users", result.users());
        root.put("events", result.events());
        ObjectNode settings = root.putObject("settings");
        result.settings().named().forEach(settings::put);
        ArrayNode rules = root.putArray("rules");
        EvidenceFigures.of(result).forEach(figures -> rules.add(json(figures)));
        return root;
    }

    private static ObjectNode json(EvidenceFigures figures) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("rule", figures.rule());
        ReportFile.put(node, "rows_per_event", figures.rowsPerEvent());
        ReportFile.put(node, "rows_saved", figures.rowsSaved());
        ReportFile.put(node, "users_trained", figures.trained());
        put(node, "error", figures.error());
        put(node, "error_above_first", figures.errorAbove());
        put(node, "nll", figures.nll());
        put(node, "nll_above_first", figures.nllAbove());
        put(node, "later_error", figures.laterError());
        put(node, "later_error_above_first", figures.laterErrorAbove());
        put(node, "later_nll", figures.laterNll());
        put(node, "later_nll_above_first", figures.laterNllAbove());
        ObjectNode errors = node.putObject("error_from_event");
        for (int i = 0; i < figures.byPosition().size(); i++) {
            ReportFile.put(
                    errors,
                    "" + (EvidenceFigures.POSITIONS.get(i) + 1),
                    figures.byPosition().get(i));
        }
        return node;
    }

    /** Value and both ends of the interval. */
    private static void put(ObjectNode node, String name, Estimate estimate) {
        ReportFile.putAll(node, name, estimate.value(), estimate.low(), estimate.high());
    }
}
