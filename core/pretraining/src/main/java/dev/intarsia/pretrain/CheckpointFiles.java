package dev.intarsia.pretrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the finished model in the Hugging Face layout. */
final class CheckpointFiles {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CheckpointFiles() {}

    /** The checkpoint's configuration. */
    static ModelConfig config(DecoderShape shape) {
        return new ModelConfig(
                "llama",
                shape.width(),
                shape.feedForward(),
                shape.layers(),
                AttentionShape.plain(shape.heads(), shape.keyValueHeads(), shape.headSize()),
                Rope.plain(DecoderShape.ROPE_THETA),
                DecoderShape.NORM_EPSILON,
                shape.vocabulary(),
                shape.context(),
                true,
                PretrainedVocabulary.SPECIALS.indexOf(PretrainedVocabulary.BOS),
                List.of(PretrainedVocabulary.SPECIALS.indexOf(PretrainedVocabulary.EOS)));
    }

    /** Writes config, weights in bf16, generation defaults and the tokenizer. */
    static void write(Path output, DecoderShape shape, TrainableWeights weights, Path tokenizer) throws IOException {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        for (int i = 0; i < shape.weights().size(); i++) {
            tensors.put(shape.weights().get(i).name(), weights.values().get(i));
        }
        Checkpoint.write(output, config(shape), tensors, Dtype.BF16);
        Files.copy(tokenizer, output.resolve("tokenizer.json"), StandardCopyOption.REPLACE_EXISTING);
        ObjectNode generation = JSON.createObjectNode();
        generation.put("bos_token_id", PretrainedVocabulary.SPECIALS.indexOf(PretrainedVocabulary.BOS));
        generation.put("eos_token_id", PretrainedVocabulary.SPECIALS.indexOf(PretrainedVocabulary.EOS));
        generation.put("pad_token_id", PretrainedVocabulary.SPECIALS.indexOf(PretrainedVocabulary.PAD));
        generation.put("do_sample", true).put("temperature", 0.7).put("top_p", 0.95);
        JSON.writeValue(output.resolve("generation_config.json").toFile(), generation);
    }
}
