package dev.intarsia.model.checkpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The output head of a model whose {@code config.json} ties it to the embedding although the files contain a head. As
 * in Transformers 5, a head that differs from the embedding is used, and if the files contain only one of the two, it
 * serves as both.
 *
 * @param config the shape, by what the files hold
 * @param warnings what was decided, in sentences; often none
 */
record TiedHead(ModelConfig config, List<String> warnings) {
    /** @param files where each tensor is; the head is entered for a missing embedding */
    static TiedHead of(ModelConfig config, Map<String, StoredTensor> files) throws IOException {
        StoredTensor head = files.get(DecoderTensors.HEAD);
        StoredTensor embedding = files.get(DecoderTensors.EMBEDDING);
        if (!config.tiedHead() || head == null) {
            return new TiedHead(config, List.of());
        }
        if (embedding == null) {
            files.put(DecoderTensors.EMBEDDING, head);
            return new TiedHead(
                    config,
                    List.of("The files hold lm_head.weight but no model.embed_tokens.weight; since "
                            + "tie_word_embeddings is true, it is used as both."));
        }
        if (head.equalsIn(embedding)) {
            return new TiedHead(config, List.of());
        }
        return new TiedHead(
                config.withOwnHead(),
                List.of("tie_word_embeddings is true, but the files hold a lm_head.weight that differs from "
                        + "model.embed_tokens.weight; they are not tied, and lm_head.weight is used as the head, as "
                        + "Transformers 5 does. Set tie_word_embeddings to false, or remove the tensor."));
    }
}
