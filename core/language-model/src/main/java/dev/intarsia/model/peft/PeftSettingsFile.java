package dev.intarsia.model.peft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.adapter.AdapterLayout;
import java.util.List;

/** Makes {@code adapter_config.json} of a LoRA. */
final class PeftSettingsFile {
    static final String NAME = "adapter_config.json";

    private PeftSettingsFile() {}

    static ObjectNode of(AdapterLayout layout, List<String> targets, List<Integer> layers, String baseModelName) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("peft_type", "LORA");
        root.put("task_type", "CAUSAL_LM");
        root.put("base_model_name_or_path", baseModelName);
        root.put("r", layout.rank());
        if (layout.alpha() == Math.rint(layout.alpha()) && layout.alpha() < Integer.MAX_VALUE) {
            root.put("lora_alpha", (int) layout.alpha());
        } else {
            root.put("lora_alpha", layout.alpha());
        }
        ArrayNode names = root.putArray("target_modules");
        targets.forEach(names::add);
        if (layers.isEmpty()) {
            root.putNull("layers_to_transform");
        } else {
            layers.forEach(root.putArray("layers_to_transform")::add);
        }
        root.put("bias", "none").put("lora_dropout", 0.0).put("fan_in_fan_out", false);
        root.put("inference_mode", true).put("init_lora_weights", true);
        root.put("use_rslora", false).put("use_dora", false).putNull("modules_to_save");
        root.putObject("rank_pattern");
        root.putObject("alpha_pattern");
        return root;
    }
}
