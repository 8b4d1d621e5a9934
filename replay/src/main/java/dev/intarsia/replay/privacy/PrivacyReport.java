package dev.intarsia.replay.privacy;

import static dev.intarsia.replay.sweep.ReportFile.rounded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.evaluation.bootstrap.Estimate;
import dev.intarsia.model.machine.Processor;
import dev.intarsia.replay.sweep.ReportFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The results as files: {@code privacy.json}, {@code privacy.md} and pictures. */
public final class PrivacyReport {
    private PrivacyReport() {}

    /**
     * Writes all files, replacing older ones.
     *
     * @param quick whether the figures mean nothing
     * @param directory made where it is missing
     * @return what a person reads at the end
     */
    public static String write(PrivacyResult result, boolean quick, Path directory) throws IOException {
        Map<String, String> alternatives = ReportFile.draw(PrivacyPictures.of(result), directory);
        String warning = quick ? "QUICK: these figures mean nothing.\n\n" : "";
        return ReportFile.write(
                json(result, quick), warning + PrivacyTables.markdown(result, alternatives), directory, "privacy");
    }

    private static ObjectNode json(PrivacyResult result, boolean quick) {
        PrivacySettings settings = result.settings();
        ObjectNode root = ReportFile.head();
        root.put("quick", quick);
        root.put("recording", result.recording());
        root.put("base_model", result.baseModel());
        root.put("processor", Processor.here().name());
        root.put("cores", Processor.here().cores());
        root.put("seconds", rounded(result.seconds()));
        ObjectNode stages = root.putObject("stages");
        result.stages().forEach((stage, seconds) -> stages.put(stage, rounded(seconds)));
        ObjectNode named = root.putObject("settings");
        settings.named().forEach(named::put);
        named.put("sharers", settings.sharers());
        named.put("users", settings.users());
        named.put("events", settings.events());
        named.put("published runs", settings.published());
        named.put("shadow runs", settings.shadows());
        named.put("shadow runs of comparisons", settings.compared());
        named.put("questions", settings.questions());
        named.put("resamples", settings.resamples());
        ArrayNode attacks = root.putArray("attacks");
        result.attacks().forEach(attack -> attacks.add(attack(attack, true)));
        ArrayNode compared = root.putArray("compared");
        result.compared().forEach(setting -> compared.add(compared(setting)));
        return root;
    }

    private static ObjectNode attack(MeasuredAttack attack, boolean curve) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("exposure", attack.exposure().name());
        node.put("method", attack.method().name());
        node.put("events", attack.scored());
        put(node, "auc", attack.auc());
        put(node, "found_at_1_percent_false", attack.found());
        if (curve) {
            List<RocCurve.Point> points = PrivacyPictures.thinned(attack.curve());
            ArrayNode wrong = node.putArray("false_positives");
            points.forEach(point -> wrong.add(rounded(point.falsePositives())));
            ArrayNode found = node.putArray("true_positives");
            points.forEach(point -> found.add(rounded(point.truePositives())));
        }
        return node;
    }

    private static ObjectNode compared(ComparedSetting setting) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("setting", setting.setting());
        node.put("value", setting.value());
        if (Double.isFinite(setting.epsilon())) {
            node.put("epsilon_of_an_event", setting.epsilon());
            node.put("delta", PrivacyComparisons.DELTA);
        }
        node.put("error", rounded(setting.error().mean()));
        node.put("nll", rounded(setting.nll().mean()));
        node.put("nll_above_as_set", rounded(setting.nllAbove().mean()));
        node.put("nll_above_as_set_margin", rounded(setting.nllAbove().margin()));
        ArrayNode attacks = node.putArray("attacks");
        setting.attacks().forEach(attack -> attacks.add(attack(attack, false)));
        return node;
    }

    private static void put(ObjectNode node, String name, Estimate estimate) {
        ReportFile.putAll(node, name, rounded(estimate.value()), rounded(estimate.low()), rounded(estimate.high()));
    }
}
