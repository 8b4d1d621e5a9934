package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.gateway.generate.PromptEncoder;
import dev.intarsia.gateway.request.PolicyField;
import dev.intarsia.gateway.request.RequestFields;
import java.util.List;
import java.util.Set;

/** Reads {@code POST /v1/embeddings}. */
final class EmbeddingReader {
    private static final String INPUT = "input";
    private static final Set<String> KNOWN = Set.of("model", INPUT, "user", "adapter", "encoding_format", "dimensions");

    private final TokenInputs inputs;
    private final EmbeddingLimits limits;

    EmbeddingReader(PromptEncoder prompts, EmbeddingLimits limits) {
        this.inputs = new TokenInputs(prompts);
        this.limits = limits;
    }

    EmbeddingRequest read(RequestFields fields) {
        String model = fields.only(KNOWN).requiredText("model");
        if (fields.integer("dimensions", 1, Integer.MAX_VALUE, limits.width()) != limits.width()) {
            throw fields.refused(
                    "dimensions",
                    "must be " + limits.width() + ", as wide as this model is; correct it or leave it out");
        }
        refuseEmpty(fields);
        List<int[]> texts = inputs.read(fields, INPUT);
        limits.require(fields, INPUT, texts);
        return new EmbeddingRequest(model, fields.user(), PolicyField.read(fields), texts, base64(fields));
    }

    private static boolean base64(RequestFields fields) {
        String format = fields.text("encoding_format");
        if (format != null && !format.equals("float") && !format.equals("base64")) {
            throw fields.refused("encoding_format", "must be float or base64");
        }
        return "base64".equals(format);
    }

    /** What a checkpoint puts before every text would be all that an embedding of nothing rests on. */
    private static void refuseEmpty(RequestFields fields) {
        JsonNode input = fields.value(INPUT);
        boolean empty = isEmpty(input);
        for (JsonNode each : input) {
            empty |= isEmpty(each);
        }
        if (empty) {
            throw fields.refused(INPUT, "holds an empty text; give it some text or leave it out");
        }
    }

    private static boolean isEmpty(JsonNode text) {
        return text.isTextual() && text.textValue().isEmpty() || text.isArray() && text.isEmpty();
    }
}
