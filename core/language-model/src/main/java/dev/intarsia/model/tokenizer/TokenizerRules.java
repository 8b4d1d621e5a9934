package dev.intarsia.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import dev.intarsia.model.checkpoint.Sentence;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a {@code tokenizer.json} may hold. The library that runs it is native and ends the whole process when something
 * in it goes wrong, so only what is known to be sound reaches it.
 */
final class TokenizerRules {
    private static final int MOST_TOKENS = 1 << 22;
    private static final int MOST_ADDED = 1 << 14;
    private static final int LONGEST_TOKEN = 1 << 12;

    private static final Map<String, Set<String>> PARTS = Map.of(
            "normalizer", Set.of("Sequence", "Prepend", "Replace", "NFC", "NFD", "NFKC", "NFKD", "Lowercase", "Strip"),
            "pre_tokenizer",
                    Set.of("Sequence", "ByteLevel", "Split", "Metaspace", "Digits", "Punctuation", "Whitespace"),
            "post_processor", Set.of("Sequence", "TemplateProcessing", "ByteLevel"),
            "decoder", Set.of("Sequence", "ByteLevel", "Replace", "ByteFallback", "Fuse", "Strip", "Metaspace"));

    private static final List<String> LISTS = List.of("normalizers", "pretokenizers", "processors", "decoders");

    private final Path file;
    private final ObjectNode root;

    private TokenizerRules(Path file, ObjectNode root) {
        this.file = file;
        this.root = root;
    }

    static void require(Path file, ObjectNode root) throws IOException {
        TokenizerRules rules = new TokenizerRules(file, root);
        rules.requireModel();
        rules.requireAddedTokens();
        for (Map.Entry<String, Set<String>> part : PARTS.entrySet()) {
            rules.requirePart(part.getKey(), root.path(part.getKey()), part.getValue());
        }
        rules.requireDecoder(root.path("decoder"), false);
    }

    /**
     * Decoding gives text as it comes, so its steps must be such that what comes later cannot change all of it.
     *
     * @param fused whether the tokens are one text already
     * @return whether they are after this part
     */
    private boolean requireDecoder(JsonNode part, boolean fused) throws IOException {
        String type = part.path("type").asText("");
        if (fused && type.startsWith("Byte")) {
            throw new UnsupportedModelException(file, "decoder " + type + " after the tokens are one text.");
        }
        if (type.equals("Replace") && !part.path("pattern").path("String").isTextual()) {
            throw new UnsupportedModelException(file, "a decoder that replaces what a pattern finds is not supported.");
        }
        boolean joined = fused || type.equals("Fuse") || type.equals("ByteLevel");
        for (JsonNode inner : part.path("decoders")) {
            joined = requireDecoder(inner, joined);
        }
        return joined;
    }

    private void requireModel() throws IOException {
        JsonNode model = root.path("model");
        String type = model.path("type").asText("BPE");
        if (!type.equals("BPE") || !model.isObject()) {
            throw new UnsupportedModelException(
                    file, "a tokenizer of type '" + Sentence.brief(type) + "' is not supported; only BPE is.");
        }
        JsonNode vocabulary = model.path("vocab");
        if (!vocabulary.isObject() || vocabulary.isEmpty() || vocabulary.size() > MOST_TOKENS) {
            throw malformed("model.vocab must name from 1 to " + MOST_TOKENS + " tokens");
        }
        Set<Integer> ids = new HashSet<>();
        for (Map.Entry<String, JsonNode> token : vocabulary.properties()) {
            if (!id(token.getValue()) || !ids.add(token.getValue().intValue())) {
                throw malformed("token '" + Sentence.brief(token.getKey()) + "' needs a number of its own below "
                        + MOST_TOKENS);
            }
        }
        requireMerges(model.path("merges"), vocabulary);
        for (String name : List.of("dropout", "continuing_subword_prefix", "end_of_word_suffix")) {
            JsonNode value = model.path(name);
            if (!value.isMissingNode() && !value.isNull() && !value.asText().isEmpty()) {
                throw new UnsupportedModelException(file, "model." + name + " is not supported.");
            }
        }
        JsonNode unknown = model.path("unk_token");
        if (unknown.isTextual() && !vocabulary.has(unknown.textValue())) {
            throw malformed("model.unk_token '" + Sentence.brief(unknown.textValue()) + "' is not in the vocabulary");
        }
    }

    private void requireMerges(JsonNode merges, JsonNode vocabulary) throws IOException {
        if (!merges.isArray()) {
            throw malformed("model.merges must be a list");
        }
        for (JsonNode merge : merges) {
            String text = merge.isTextual() ? merge.textValue() : "";
            int space = text.indexOf(' ');
            boolean pair = merge.isArray()
                    && merge.size() == 2
                    && merge.path(0).isTextual()
                    && merge.path(1).isTextual();
            String left = pair ? merge.path(0).textValue() : space < 0 ? "" : text.substring(0, space);
            String right = pair ? merge.path(1).textValue() : text.substring(space + 1);
            if (left.isEmpty()
                    || right.isEmpty()
                    || !vocabulary.has(left)
                    || !vocabulary.has(right)
                    || !vocabulary.has(left + right)) {
                throw malformed(
                        "merge " + Sentence.brief(merge.toString()) + " is not of two tokens that make a third");
            }
        }
    }

    private void requireAddedTokens() throws IOException {
        JsonNode added = root.path("added_tokens");
        if (!added.isMissingNode() && !added.isArray() || added.size() > MOST_ADDED) {
            throw malformed("added_tokens must be a list of at most " + MOST_ADDED);
        }
        Set<Integer> ids = new HashSet<>();
        for (JsonNode token : added) {
            JsonNode content = token.path("content");
            if (!id(token.path("id"))
                    || !ids.add(token.path("id").intValue())
                    || !content.isTextual()
                    || content.textValue().isEmpty()
                    || content.textValue().length() > LONGEST_TOKEN) {
                throw malformed(
                        "added token " + Sentence.brief(token.toString()) + " needs a number and a text of its own");
            }
            JsonNode known = root.path("model").path("vocab").path(content.textValue());
            if (!known.isMissingNode() && known.intValue() != token.path("id").intValue()) {
                throw malformed("added token '" + Sentence.brief(content.textValue())
                        + "' has another number in the vocabulary");
            }
        }
    }

    private void requirePart(String name, JsonNode part, Set<String> allowed) throws IOException {
        if (part.isMissingNode() || part.isNull()) {
            return;
        }
        String type = part.path("type").asText("");
        if (!part.isObject() || !allowed.contains(type)) {
            throw new UnsupportedModelException(
                    file, name + " of type '" + Sentence.brief(type) + "' is not supported.");
        }
        for (String list : LISTS) {
            for (JsonNode inner : part.path(list)) {
                requirePart(name, inner, allowed);
            }
        }
        JsonNode pattern = part.path("pattern");
        if (pattern.isObject()) {
            String text = pattern.path("Regex").asText("");
            if (!SoundPattern.is(text)) {
                throw new UnsupportedModelException(
                        file, name + " has a pattern that may take forever: " + Sentence.brief(text) + ".");
            }
        }
    }

    private static boolean id(JsonNode node) {
        return node.isIntegralNumber()
                && node.canConvertToInt()
                && node.intValue() >= 0
                && node.intValue() < MOST_TOKENS;
    }

    private MalformedCheckpointException malformed(String problem) {
        return new MalformedCheckpointException(file, problem + ".");
    }
}
