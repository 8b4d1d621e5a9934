package dev.intarsia.model.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.checkpoint.SafeTensors;
import dev.intarsia.model.example.Example;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A small random checkpoint and what PyTorch computed from it; see {@code src/test/golden}. */
public final class Golden {
    private final Path directory;
    private final JsonNode meta;
    private final SafeTensors tensors;

    private Golden(Path directory) throws IOException {
        this.directory = directory;
        this.meta = new ObjectMapper().readTree(directory.resolve("golden.json").toFile());
        this.tensors = SafeTensors.open(directory.resolve("golden.safetensors"));
    }

    public static Golden of(String name) throws IOException {
        try {
            return new Golden(
                    Path.of(Golden.class.getResource("/golden/" + name).toURI()));
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    public LanguageModel load() throws IOException {
        return load(EngineOptions.defaults());
    }

    public LanguageModel load(EngineOptions options) throws IOException {
        return LanguageModel.load(
                directory,
                options.withRank(meta.get("rank").asInt(), meta.get("alpha").asDouble()));
    }

    /** The same weights in a model whose context is longer. */
    public LanguageModel stretched(Path copy, int context, EngineOptions options) throws IOException {
        Files.createDirectories(copy);
        String config = Files.readString(directory.resolve("config.json"));
        String longer = config.replaceFirst("(\"max_position_embeddings\":\\s*)\\d+", "$1" + context);
        Files.writeString(copy.resolve("config.json"), longer);
        Files.copy(directory.resolve("model.safetensors"), copy.resolve("model.safetensors"));
        return LanguageModel.load(
                copy,
                options.withRank(meta.get("rank").asInt(), meta.get("alpha").asDouble()));
    }

    public Path directory() {
        return directory;
    }

    public String fingerprint() {
        return meta.get("fingerprint").asText();
    }

    /** All rows; most results are of the first seven. */
    public List<Example> rows() {
        return StreamSupport.stream(meta.get("rows").spliterator(), false)
                .map(row -> new Example(
                        StreamSupport.stream(row.get("tokens").spliterator(), false)
                                .mapToInt(JsonNode::asInt)
                                .toArray(),
                        row.get("start").asInt()))
                .toList();
    }

    public float[] tensor(String name) throws IOException {
        return tensors.tensor(name).floats();
    }

    /** The tensors {@code prefix.module}, as one adapter. */
    public AdapterValues values(AdapterLayout layout, String prefix) throws IOException {
        List<float[]> parts = new ArrayList<>();
        for (ModuleShape module : layout.modules()) {
            parts.add(tensor(prefix + "." + module.id()));
        }
        float[] all = new float[layout.size()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return AdapterValues.of(layout, all);
    }

    public Adapter adapter(AdapterLayout layout) throws IOException {
        return Adapter.of(values(layout, "b"));
    }
}
