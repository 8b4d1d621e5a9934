package dev.intarsia.stack.inspect;

import dev.intarsia.chat.ChatTemplate;
import dev.intarsia.chat.ChatTemplateException;
import dev.intarsia.chat.Message;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.GenerationDefaults;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.model.checkpoint.SlidingWindow;
import dev.intarsia.model.engine.CheckpointTrial;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.EngineStartException;
import dev.intarsia.model.engine.Precision;
import dev.intarsia.model.machine.Processor;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.stack.inspect.Inspection.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks at a checkpoint directory. */
public final class CheckpointInspection {
    private static final int RANK = 16;

    private final Path directory;
    private final Checkpoint checkpoint;
    private final ModelConfig config;
    private final List<Fact> facts = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private CheckpointInspection(Path directory) throws IOException {
        this.directory = directory;
        this.checkpoint = Checkpoint.open(directory);
        this.config = checkpoint.config();
        warnings.addAll(checkpoint.warnings());
    }

    /**
     * Reads the whole checkpoint, for its fingerprint, and multiplies with its first layers.
     *
     * @throws IOException when it could not be loaded either, saying why
     */
    public static Inspection of(Path directory) throws IOException {
        CheckpointInspection inspection = new CheckpointInspection(directory);
        inspection.architecture();
        inspection.memory();
        inspection.adapters();
        inspection.tokenizer();
        inspection.template();
        inspection.sampling();
        inspection.fact("fingerprint", inspection.checkpoint.fingerprint());
        inspection.fact("on", Processor.here().name());
        inspection.fact("batch-invariant", inspection.batchInvariance());
        return new Inspection(inspection.facts, inspection.warnings);
    }

    private void fact(String name, String text) {
        facts.add(new Fact(name, text));
    }

    private void architecture() {
        fact(
                "architecture",
                config.modelType() + ": " + config.layers() + " layers, " + config.hiddenSize() + " wide, "
                        + config.heads() + " heads of " + config.headSize() + " on " + config.keyValueHeads()
                        + " of keys and values, feed-forward " + config.intermediateSize()
                        + (config.attention().bias() ? ", with bias" : "")
                        + (config.attention().queryKeyNorm() ? ", queries and keys normalised" : ""));
        Rope.Scaling scaling = config.rope().scaling();
        fact(
                "context",
                config.contextLength() + " tokens, rotary positions with base "
                        + config.rope().theta() + (scaling instanceof Rope.Scaling.None ? "" : ", " + scaling)
                        + window());
        fact(
                "vocabulary",
                config.vocabularySize() + " tokens, "
                        + (config.tiedHead() ? "head tied to the embedding" : "own head"));
    }

    private String window() {
        SlidingWindow window = config.window();
        int windowed = window.layers().size();
        return window.none()
                ? ""
                : ", a sliding window of " + window.size() + " tokens in "
                        + (windowed == config.layers() ? "all" : "" + windowed) + " layers";
    }

    private void memory() throws IOException {
        long weights = config.parameters();
        Set<Dtype> types = new TreeSet<>();
        for (String name : DecoderTensors.of(config).keySet()) {
            types.add(checkpoint.tensor(name).dtype());
        }
        fact(
                "weights",
                Inspection.count(weights) + ", " + Inspection.bytes(checkpoint.dataSize()) + " as stored in "
                        + types.stream().map(Dtype::name).collect(Collectors.joining(" and ")));
        long tables = 8L * config.contextLength() * config.headSize();
        long cache = 8L * config.layers() * config.keyValueHeads() * config.headSize();
        fact(
                "in memory",
                Inspection.bytes(4.0 * weights + tables) + " in fp32, about " + Inspection.bytes(2.0 * weights + tables)
                        + " in bf16; each running text " + Inspection.bytes(cache) + " a token, "
                        + Inspection.bytes((double) cache * config.contextLength()) + " at full length");
    }

    private void adapters() {
        fact("adapter", size(EnumSet.of(Projection.Q, Projection.V), AdapterCodec.SHARED_A));
        fact("", size(EnumSet.of(Projection.Q, Projection.V), AdapterCodec.OWN_A));
        fact("", size(EnumSet.allOf(Projection.class), AdapterCodec.OWN_A));
    }

    private String size(Set<Projection> projections, AdapterCodec form) {
        AdapterLayout layout = AdapterLayout.of(config, RANK, RANK, projections).withForm(form);
        long numbers = layout.modules().stream().mapToLong(layout::size).sum();
        String names = projections.stream().map(Projection::text).collect(Collectors.joining(", "));
        return "rank " + RANK + " at " + names + (form == AdapterCodec.OWN_A ? ", own A: " : ", shared A: ")
                + Inspection.count(numbers) + " numbers, " + Inspection.bytes(4.0 * numbers);
    }

    private void tokenizer() throws IOException {
        if (!Files.isRegularFile(directory.resolve("tokenizer.json"))) {
            fact("tokenizer", "none");
            warnings.add("There is no tokenizer.json, so the model can be scored on tokens but not on text.");
            return;
        }
        try (Tokenizer tokenizer = Tokenizer.open(directory)) {
            fact("tokenizer", "byte-pair encoding, " + tokenizer.size() + " tokens");
            fact(
                    "begins with",
                    tokenizer.prefix().length == 0
                            ? "nothing: no file asks for it"
                            : Arrays.stream(tokenizer.prefix())
                                    .mapToObj(first -> token(tokenizer, first))
                                    .collect(Collectors.joining(", ")));
            fact(
                    "ends with",
                    config.eosTokenIds().stream()
                            .map(end -> token(tokenizer, end))
                            .collect(Collectors.joining(", ")));
            if (tokenizer.size() < config.vocabularySize()) {
                fact("", (config.vocabularySize() - tokenizer.size()) + " rows of the embedding have no token");
            }
        }
    }

    /** In each precision, whether a text has the same bits here whatever is beside it. */
    private String batchInvariance() throws IOException {
        try {
            return batchInvarianceHere();
        } catch (EngineStartException e) {
            return "unknown: " + e.getMessage();
        }
    }

    private String batchInvarianceHere() throws IOException {
        List<String> answers = new ArrayList<>();
        for (Precision precision : List.of(Precision.FP32, Precision.BF16)) {
            EngineOptions options = EngineOptions.defaults().withPrecision(precision);
            boolean holds = CheckpointTrial.batchInvariant(checkpoint, options);
            answers.add((holds ? "yes" : "no") + " in " + precision.name().toLowerCase(Locale.ROOT));
        }
        return String.join(", ", answers);
    }

    private static String token(Tokenizer tokenizer, int id) {
        String text = tokenizer.special(id);
        return text.isEmpty() ? "" + id : id + " " + text;
    }

    private void template() throws IOException {
        Optional<ChatTemplate> template = ChatTemplate.open(directory);
        fact(
                "chat template",
                template.map(found -> found.source().length() + " characters").orElse("none, a base model"));
        if (template.isPresent()) {
            try {
                template.get().prompt(List.of(new Message("user", "Hello")));
            } catch (ChatTemplateException e) {
                warnings.add(e.getMessage());
            }
        }
    }

    private void sampling() throws IOException {
        GenerationDefaults defaults = GenerationDefaults.read(directory);
        List<String> said = new ArrayList<>();
        add(said, "temperature", defaults.temperature());
        add(said, "top-p", defaults.topP());
        add(said, "min-p", defaults.minP());
        add(said, "repetition penalty", defaults.repetitionPenalty());
        OptionalInt topK = defaults.topK();
        if (topK.isPresent()) {
            said.add("top-k " + topK.getAsInt());
        }
        fact("sampling", said.isEmpty() ? "nothing suggested" : "suggested: " + String.join(", ", said));
    }

    private static void add(List<String> said, String name, OptionalDouble value) {
        if (value.isPresent()) {
            said.add(name + " " + value.getAsDouble());
        }
    }
}
