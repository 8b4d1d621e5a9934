package dev.intarsia.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a checkpoint's files ask to be put before every text: {@code add_bos_token} of {@code tokenizer_config.json} where
 * it is set, else what {@code post_processor} of {@code tokenizer.json} puts there, as Transformers has it.
 */
final class PrefixTokens {
    /** Their class puts a beginning of sequence before texts where no file says otherwise. */
    private static final Set<String> LLAMA =
            Set.of("LlamaTokenizer", "LlamaTokenizerFast", "CodeLlamaTokenizer", "CodeLlamaTokenizerFast");

    private PrefixTokens() {}

    /**
     * The tokens, mostly one or none.
     *
     * @param root {@code tokenizer.json}, checked by {@link TokenizerRules}
     * @param settings {@code tokenizer_config.json}, or an empty object
     * @param bos the token that begins a sequence
     */
    static int[] of(Path file, ObjectNode root, ObjectNode settings, int bos) throws IOException {
        List<Integer> processed = new ArrayList<>();
        addBefore(file, root.path("post_processor"), processed);
        JsonNode asked = settings.path("add_bos_token");
        boolean begins = asked.isBoolean()
                ? asked.booleanValue()
                : !processed.isEmpty()
                        || root.path("post_processor").isEmpty()
                                && LLAMA.contains(
                                        settings.path("tokenizer_class").asText());
        if (begins && processed.isEmpty()) {
            processed.add(bos);
        }
        return begins ? processed.stream().mapToInt(Integer::intValue).toArray() : new int[0];
    }

    private static void addBefore(Path file, JsonNode processor, List<Integer> tokens) throws IOException {
        for (JsonNode inner : processor.path("processors")) {
            addBefore(file, inner, tokens);
        }
        for (JsonNode part : processor.path("single")) {
            JsonNode special = part.path("SpecialToken").path("id");
            if (special.isMissingNode()) {
                return;
            }
            JsonNode ids =
                    processor.path("special_tokens").path(special.asText()).path("ids");
            for (JsonNode id : ids) {
                if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
                    throw new MalformedCheckpointException(
                            file, "post_processor has a token that is no number: " + id + ".");
                }
                tokens.add(id.intValue());
            }
        }
    }
}
