package dev.intarsia.model.peft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.checkpoint.JsonFile;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which method a folder's adapter is of, by {@code peft_type}. */
final class PeftMethods {
    private PeftMethods() {}

    /** The type that PEFT gives a method's adapters. */
    static String type(TuningMethod method) {
        return switch (method) {
            case LORA -> "LORA";
            case IA3 -> "IA3";
            case PROMPT -> "PROMPT_TUNING";
        };
    }

    static TuningMethod of(Path file, ObjectNode root) throws IOException {
        String type = root.path("peft_type").asText("");
        for (TuningMethod method : TuningMethod.values()) {
            if (type(method).equals(type)) {
                return method;
            }
        }
        throw new UnsupportedModelException(
                file, "peft_type '" + type + "' is not supported; only LORA, IA3 and PROMPT_TUNING are.");
    }

    /** The settings of a folder. */
    static ObjectNode settings(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new MalformedCheckpointException(folder, "there is no such folder; name one that PEFT wrote.");
        }
        return JsonFile.read(folder.resolve(PeftSettingsFile.NAME));
    }

    /** The tensors of a folder. */
    static PeftTensors tensors(Path folder) throws IOException {
        Path file = folder.resolve(PeftFolder.TENSORS);
        if (!Files.isRegularFile(file)) {
            throw new MalformedCheckpointException(
                    file, "there is no such file; save the adapter as safetensors, pickled weights are not read.");
        }
        return PeftTensors.open(file);
    }
}
