package dev.intarsia.model.bpe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes a vocabulary as a Hugging Face {@code tokenizer.json}. */
public final class TokenizerFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private TokenizerFile() {}

    /** Writes {@code file}; encoding with special tokens puts the first of {@code bos} in front. */
    public static void write(Path file, BytePairVocabulary vocabulary, String bos) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", "1.0").putNull("truncation").putNull("padding");
        root.set("added_tokens", addedTokens(vocabulary.specials()));
        root.putNull("normalizer");
        root.set("pre_tokenizer", preTokenizer());
        root.set("post_processor", postProcessor(bos, vocabulary.specials().indexOf(bos)));
        root.set("decoder", byteLevel());
        root.set("model", model(vocabulary));
        JSON.writeValue(file.toFile(), root);
    }

    private static ArrayNode addedTokens(List<String> specials) {
        ArrayNode added = JSON.createArrayNode();
        for (int id = 0; id < specials.size(); id++) {
            added.addObject()
                    .put("id", id)
                    .put("content", specials.get(id))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        return added;
    }

    private static ObjectNode preTokenizer() {
        ObjectNode sequence = JSON.createObjectNode().put("type", "Sequence");
        ArrayNode steps = sequence.putArray("pretokenizers");
        ObjectNode split = steps.addObject().put("type", "Split");
        split.putObject("pattern").put("Regex", WordCounts.PATTERN);
        split.put("behavior", "Isolated").put("invert", false);
        steps.add(byteLevel());
        return sequence;
    }

    private static ObjectNode byteLevel() {
        return JSON.createObjectNode()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", false);
    }

    private static ObjectNode postProcessor(String bos, int id) {
        ObjectNode template = JSON.createObjectNode().put("type", "TemplateProcessing");
        special(template.putArray("single"), bos);
        sequence(template.withArray("single"), "A", 0);
        special(template.putArray("pair"), bos);
        sequence(template.withArray("pair"), "A", 0);
        sequence(template.withArray("pair"), "B", 1);
        ObjectNode token = template.putObject("special_tokens").putObject(bos).put("id", bos);
        token.putArray("ids").add(id);
        token.putArray("tokens").add(bos);
        return template;
    }

    private static void special(ArrayNode parts, String token) {
        parts.addObject().putObject("SpecialToken").put("id", token).put("type_id", 0);
    }

    private static void sequence(ArrayNode parts, String name, int type) {
        parts.addObject().putObject("Sequence").put("id", name).put("type_id", type);
    }

    private static ObjectNode model(BytePairVocabulary vocabulary) {
        ObjectNode model =
                JSON.createObjectNode().put("type", "BPE").putNull("dropout").putNull("unk_token");
        model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode tokens = model.putObject("vocab");
        List<String> all = vocabulary.tokens();
        for (int id = 0; id < all.size(); id++) {
            tokens.put(all.get(id), id);
        }
        ArrayNode merges = model.putArray("merges");
        vocabulary.merges().forEach(pair -> merges.add(pair.get(0) + " " + pair.get(1)));
        return model;
    }
}
