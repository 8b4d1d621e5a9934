package dev.intarsia.model.peft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.checkpoint.JsonFile;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Prompt tuning: {@code prompt_embeddings}, virtual tokens × hidden size, before every text. */
final class PromptFolder extends BlockFolder {
    @Override
    AdapterLayout layout(Path file, ObjectNode settings, ModelConfig config) throws IOException {
        PeftKnownSettings.require(file, settings, PeftKnownSettings.PROMPT);
        int tokens = JsonFile.whole(file, "num_virtual_tokens", settings.path("num_virtual_tokens"), 1);
        JsonNode submodules = settings.path("num_transformer_submodules");
        if (submodules.isNumber() && submodules.asInt() != 1) {
            throw new UnsupportedModelException(
                    file, "num_transformer_submodules is " + submodules + ", but a decoder alone has 1.");
        }
        if (tokens >= config.contextLength()) {
            throw new UnsupportedModelException(
                    file,
                    "num_virtual_tokens " + tokens + " leaves no room in the base model's context of "
                            + config.contextLength() + ".");
        }
        return AdapterLayout.of(config, AdapterCodec.PROMPT, tokens, tokens, Set.of());
    }

    @Override
    String tensor(ModuleShape module) {
        return "prompt_embeddings";
    }

    @Override
    List<Integer> shape(AdapterLayout layout, ModuleShape module) {
        return List.of(layout.virtualTokens(), module.inputs());
    }

    @Override
    float[] start(AdapterLayout layout, ModuleShape module, BaseModel base) throws IOException {
        return base.firstPrompt(layout.virtualTokens());
    }

    @Override
    void describe(ObjectNode settings, AdapterLayout layout, ModelConfig config) {
        settings.put("num_virtual_tokens", layout.virtualTokens()).put("token_dim", config.hiddenSize());
        settings.put("num_transformer_submodules", 1).put("num_attention_heads", config.heads());
        settings.put("num_layers", config.layers()).put("prompt_tuning_init", "RANDOM");
        settings.putNull("prompt_tuning_init_text").putNull("tokenizer_name_or_path");
    }
}
