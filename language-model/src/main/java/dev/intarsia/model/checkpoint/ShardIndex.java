package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the file of each tensor: the one file there is, or the shards that {@code model.safetensors.index.json} names. */
final class ShardIndex {
    static final String NAME = "model.safetensors.index.json";

    private ShardIndex() {}

    static Map<String, SafeTensors> open(Path directory) throws IOException {
        Path index = directory.resolve(NAME);
        Map<String, SafeTensors> files = new LinkedHashMap<>();
        if (Files.isRegularFile(index)) {
            openShards(directory, index, files);
        } else {
            SafeTensors single = SafeTensors.open(directory.resolve(Checkpoint.SINGLE));
            single.names().forEach(name -> files.put(name, single));
        }
        return files;
    }

    private static void openShards(Path directory, Path index, Map<String, SafeTensors> files) throws IOException {
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
            files.put(entry.getKey(), file);
        }
    }
}
