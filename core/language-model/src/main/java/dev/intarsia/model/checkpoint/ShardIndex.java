package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the file of each tensor: {@code model.safetensors}, or else the shards that {@code model.safetensors.index.json}
 * names.
 */
final class ShardIndex {
    static final String NAME = "model.safetensors.index.json";

    /** Other forms of the same weights; none of them is read. */
    private static final List<String> OTHERS = List.of(
            NAME,
            "pytorch_model.bin",
            "pytorch_model.bin.index.json",
            "consolidated.safetensors",
            "consolidated.safetensors.index.json",
            "consolidated.00.pth",
            "tf_model.h5",
            "flax_model.msgpack");

    private ShardIndex() {}

    static Map<String, StoredTensor> open(Path directory) throws IOException {
        Map<String, StoredTensor> files = new LinkedHashMap<>();
        if (Files.isRegularFile(directory.resolve(Checkpoint.SINGLE))) {
            SafeTensors single = SafeTensors.open(directory.resolve(Checkpoint.SINGLE));
            single.names().forEach(name -> files.put(name, new StoredTensor(single, name)));
        } else if (Files.isRegularFile(directory.resolve(NAME))) {
            openShards(directory, directory.resolve(NAME), files);
        } else {
            List<String> beside = beside(directory, "");
            throw new MalformedCheckpointException(
                    directory.resolve(Checkpoint.SINGLE),
                    "there is no such file"
                            + (beside.isEmpty()
                                    ? ", and no " + NAME + " either."
                                    : "; " + String.join(" and ", beside) + " cannot be read, so save the weights as "
                                            + "safetensors."));
        }
        return files;
    }

    /** Sentences about other forms of the weights in the directory, and which form was taken. */
    static List<String> warnings(Path directory) {
        boolean single = Files.isRegularFile(directory.resolve(Checkpoint.SINGLE));
        String taken = single ? Checkpoint.SINGLE : NAME;
        List<String> beside = beside(directory, taken);
        return beside.isEmpty()
                ? List.of()
                : List.of("The weights are read from " + (single ? taken : "the shards of " + taken) + "; "
                        + String.join(", ", beside) + " in the same directory "
                        + (beside.size() == 1 ? "is" : "are") + " not read.");
    }

    private static List<String> beside(Path directory, String taken) {
        return OTHERS.stream()
                .filter(name -> !name.equals(taken) && Files.isRegularFile(directory.resolve(name)))
                .toList();
    }

    private static void openShards(Path directory, Path index, Map<String, StoredTensor> files) throws IOException {
        JsonNode map = JsonFile.read(index).path("weight_map");
        if (!map.isObject()) {
            throw new MalformedCheckpointException(index, "there is no weight_map.");
        }
        Map<String, SafeTensors> shards = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String shard = entry.getValue().asText();
            if (!shard.matches("[A-Za-z0-9._-]+\\.safetensors")) {
                throw new MalformedCheckpointException(
                        index, "'" + shard + "' is no name of a safetensors file in the same directory.");
            }
            SafeTensors file = shards.get(shard);
            if (file == null) {
                file = SafeTensors.open(directory.resolve(shard));
                shards.put(shard, file);
            }
            if (!file.names().contains(entry.getKey())) {
                throw new MalformedCheckpointException(
                        index, "tensor " + entry.getKey() + " is not in " + shard + ", where the index puts it.");
            }
            files.put(entry.getKey(), new StoredTensor(file, entry.getKey()));
        }
    }
}
