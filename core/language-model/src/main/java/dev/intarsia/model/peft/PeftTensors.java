package dev.intarsia.model.peft;

import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import dev.intarsia.model.checkpoint.SafeTensors;
import dev.intarsia.model.checkpoint.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An adapter's tensors under the names that PEFT gives them today; some folders also have the adapter's name in them. */
final class PeftTensors {
    private static final String NAMED = ".default.weight";

    private final SafeTensors file;
    private final Map<String, String> stored;

    private PeftTensors(SafeTensors file, Map<String, String> stored) {
        this.file = file;
        this.stored = stored;
    }

    static PeftTensors open(Path file) throws IOException {
        SafeTensors opened = SafeTensors.open(file);
        Map<String, String> stored = new LinkedHashMap<>();
        for (String name : opened.names()) {
            String plain = name.endsWith(".lora_A" + NAMED) || name.endsWith(".lora_B" + NAMED)
                    ? name.substring(0, name.length() - NAMED.length()) + ".weight"
                    : name;
            if (stored.put(plain, name) != null) {
                throw new MalformedCheckpointException(
                        file, "tensor " + plain + " is there twice, once with the adapter's name 'default' in it.");
            }
        }
        return new PeftTensors(opened, stored);
    }

    Set<String> names() {
        return stored.keySet();
    }

    Map<String, String> metadata() {
        return file.metadata();
    }

    long dataSize() {
        return file.dataSize();
    }

    @Nullable
    List<Integer> shape(String name) {
        return stored.containsKey(name) ? file.shape(stored.get(name)) : null;
    }

    @Nullable
    Tensor tensor(String name) throws IOException {
        return stored.containsKey(name) ? file.tensor(stored.get(name)) : null;
    }
}
