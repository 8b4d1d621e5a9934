package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a checkpoint's makers suggest to sample, by {@code generation_config.json}. What the file does not say is empty.
 *
 * @param sample false where the likeliest token is always to be taken
 * @param temperature above 0
 * @param topK 0 for all
 * @param topP from 0, exclusive, to 1
 * @param minP from 0 to 1
 * @param repetitionPenalty above 0; 1 for none
 * @param maxNewTokens at least 1
 */
public record GenerationDefaults(
        boolean sample,
        OptionalDouble temperature,
        OptionalInt topK,
        OptionalDouble topP,
        OptionalDouble minP,
        OptionalDouble repetitionPenalty,
        OptionalInt maxNewTokens) {
    static final String NAME = "generation_config.json";

    /**
     * Reads the file of a checkpoint directory.
     *
     * @return all empty where there is no such file
     * @throws MalformedCheckpointException when it is no JSON or a number is out of its range
     */
    public static GenerationDefaults read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        return of(file, JsonFile.readIfThere(file));
    }

    private static GenerationDefaults of(Path file, ObjectNode root) throws IOException {
        JsonNode sample = root.path("do_sample");
        if (!sample.isMissingNode() && !sample.isNull() && !sample.isBoolean()) {
            throw new MalformedCheckpointException(file, "do_sample must be true or false.");
        }
        return new GenerationDefaults(
                sample.asBoolean(false),
                number(file, root, "temperature", Double.MIN_VALUE, 100),
                whole(file, root, "top_k", 0),
                number(file, root, "top_p", Double.MIN_VALUE, 1),
                number(file, root, "min_p", 0, 1),
                number(file, root, "repetition_penalty", Double.MIN_VALUE, 100),
                whole(file, root, "max_new_tokens", 1));
    }

    private static OptionalDouble number(Path file, ObjectNode root, String name, double least, double most)
            throws IOException {
        JsonNode node = root.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return OptionalDouble.empty();
        }
        double value = node.doubleValue();
        if (!node.isNumber() || !(value >= least) || value > most) {
            throw new MalformedCheckpointException(
                    file,
                    name + " must be a number " + (least > 0 ? "above 0" : "of at least 0") + " and up to " + most
                            + ", not " + Sentence.brief(node) + ".");
        }
        return OptionalDouble.of(value);
    }

    private static OptionalInt whole(Path file, ObjectNode root, String name, int least) throws IOException {
        JsonNode node = root.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(JsonFile.whole(file, name, node, least));
    }
}
