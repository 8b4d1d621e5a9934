package dev.intarsia.replay.sweep;

import static dev.intarsia.replay.sweep.ReportFile.rounded;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.intarsia.model.machine.Processor;
import java.lang.management.ManagementFactory;
import java.util.List;

/** All figures of a sweep as JSON, from which tables and pictures are made. What is not a number is null. */
final class SweepJson {
    private SweepJson() {}

    /** @param quick whether the figures mean nothing */
    static ObjectNode of(SweepResult result, boolean quick) {
        ObjectNode root = ReportFile.head();
        root.put("quick", quick);
        root.put("recording", result.recording());
        root.put("base_model", result.baseModel());
        root.set("machine", machine());
        put(root, "seconds", result.seconds());
        ObjectNode stages = root.putObject("stages");
        result.stages().forEach((stage, seconds) -> put(stages, stage, seconds));
        root.set("settings", settings(result.settings()));
        ObjectNode people = root.putObject("people");
        for (SweepPeople group : result.settings().people()) {
            people.set(group.text(), group(requireNonNull(result.groups().get(group))));
        }
        return root;
    }

    private static ObjectNode machine() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ObjectNode machine = JsonNodeFactory.instance.objectNode();
        machine.put("processor", Processor.here().name());
        machine.put("cores", Processor.here().cores());
        machine.put("java", System.getProperty("java.version", ""));
        machine.put("os", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
        put(machine, "load_at_the_end", system.getSystemLoadAverage());
        return machine;
    }

    private static ObjectNode settings(SweepSettings settings) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        settings.named().forEach(node::put);
        node.put("sharers", settings.sharers());
        node.put("pooled sharers", settings.pooled());
        node.put("users", settings.users());
        node.put("questions", settings.questions());
        node.put("history", settings.history());
        return node;
    }

    private static ObjectNode group(SweepResult.Group group) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("sharers", group.sharers());
        node.put("users", group.users());
        node.put("questions", group.questions());
        node.put("shortest_history", group.history().get(0));
        node.put("longest_history", group.history().get(1));
        ArrayNode variations = node.putArray("variations");
        VariationResult bayes = group.method(Variations.BAYES);
        group.variations().forEach(result -> variations.add(variation(group, result, bayes)));
        ObjectNode users = node.putObject("gains_by_user");
        for (String method : List.of(Variations.RIDGE, Variations.BAYES)) {
            VariationResult result = group.method(method);
            ArrayNode points = users.putArray(method);
            List<Double> gains = result.gains(group.base());
            for (int i = 0; i < gains.size(); i++) {
                if (Double.isFinite(gains.get(i))) {
                    points.addArray().add(rounded(result.predicted().get(i))).add(rounded(gains.get(i)));
                }
            }
        }
        return node;
    }

    private static ObjectNode variation(SweepResult.Group group, VariationResult result, VariationResult bayes) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("section", result.section().name());
        node.put("series", result.series());
        node.put("value", result.value());
        put(node, "mae", result.mae());
        put(node, "nll", result.nll());
        put(node, "error_share", group.errorShare(result));
        put(node, "nll_share", group.nllShare(result));
        UserFigure above = result.nllAbove(bayes);
        put(node, "nll_above_bayes", above.mean());
        put(node, "nll_above_bayes_margin", above.margin());
        put(node, "predicted_gain", result.predictedGain());
        put(node, "measured_gain", result.measuredGain(group.base()));
        put(node, "pieces_per_module", result.piecesPerModule());
        put(node, "composing_seconds", result.composingSeconds());
        put(node, "seconds", result.seconds());
        return node;
    }

    private static void put(ObjectNode node, String name, double value) {
        ReportFile.put(node, name, rounded(value));
    }
}
