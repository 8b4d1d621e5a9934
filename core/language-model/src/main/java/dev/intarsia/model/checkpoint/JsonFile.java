package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON files of a checkpoint or an adapter, which may come from anywhere: read strictly and within bounds. */
public final class JsonFile {
    /** Large vocabularies have tokenizers of some 30 MB. */
    private static final long LARGEST = 256L << 20;

    private static final int DEEPEST = 64;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(400)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFile() {}

    /**
     * The object a file holds.
     *
     * @throws MalformedCheckpointException when there is no such file, or it holds something else, a name twice, or
     *     nests deeper than any such file does
     */
    public static ObjectNode read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new MalformedCheckpointException(file, "there is no such file.");
        }
        if (Files.size(file) > LARGEST) {
            throw new MalformedCheckpointException(
                    file, "this has " + Files.size(file) + " bytes; no such file is longer than " + LARGEST + ".");
        }
        return parse(file, "this", Files.readAllBytes(file));
    }

    /**
     * The object these bytes hold.
     *
     * @param file where they are from
     * @param what they are, for messages
     */
    public static ObjectNode parse(Path file, String what, byte[] bytes) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (MismatchedInputException e) {
            throw new MalformedCheckpointException(file, what + " is not JSON: something follows after its end.", e);
        } catch (JsonProcessingException e) {
            throw new MalformedCheckpointException(file, what + " is not JSON: " + reason(e), e);
        } catch (IOException e) {
            throw new MalformedCheckpointException(file, what + " is not JSON: " + e.getMessage(), e);
        }
        if (root instanceof ObjectNode object) {
            return object;
        }
        throw new MalformedCheckpointException(file, what + " is not a JSON object.");
    }

    /** The parser's words without its own whereabouts. */
    private static String reason(JsonProcessingException e) {
        String reason = e.getOriginalMessage().replaceFirst("(?s) \\(start marker.*", "");
        return e.getLocation() == null
                ? reason
                : reason + " (line " + e.getLocation().getLineNr() + ")";
    }

    /** The object a file holds; an empty one where there is no such file. */
    public static ObjectNode readIfThere(Path file) throws IOException {
        return Files.isRegularFile(file) ? read(file) : empty();
    }

    /** A whole number of at least {@code least}. */
    public static int whole(Path file, String name, JsonNode node, int least) throws MalformedCheckpointException {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least) {
            throw new MalformedCheckpointException(
                    file,
                    name + " must be a whole number of at least " + least + ", not " + Sentence.brief(node) + ".");
        }
        return node.intValue();
    }

    /** A token's text, plain or within an object; empty where it is neither. */
    public static String tokenText(JsonNode token) {
        return token.isObject() ? token.path("content").asText("") : token.asText("");
    }

    static ObjectNode empty() {
        return JSON.createObjectNode();
    }

    /** Writes an object, indented. */
    public static void write(Path file, ObjectNode object) throws IOException {
        Files.writeString(file, text(object));
    }

    /** An object as files have it: indented. */
    public static String text(ObjectNode object) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n";
    }
}
