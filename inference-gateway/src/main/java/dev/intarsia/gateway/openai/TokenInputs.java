package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.generate.PromptEncoder;
import dev.intarsia.gateway.request.RequestFields;
import java.util.ArrayList;
import java.util.List;

/** Reads a field that is a string, an array of strings, an array of tokens, or an array of arrays of tokens. */
record TokenInputs(PromptEncoder prompts) {
    /** The tokens of each text, with what the checkpoint puts before every text. */
    List<int[]> read(RequestFields fields, String name) {
        JsonNode value = fields.value(name);
        if (value.isTextual()) {
            return List.of(prompts.text(value.textValue()));
        }
        if (!value.isArray() || value.isEmpty()) {
            throw malformed(fields, name);
        }
        if (value.get(0).isIntegralNumber()) {
            return List.of(prompts.tokens(tokens(fields, name, value)));
        }
        List<int[]> all = new ArrayList<>();
        for (JsonNode each : value) {
            if (each.isTextual()) {
                all.add(prompts.text(each.textValue()));
            } else if (each.isArray()) {
                all.add(prompts.tokens(tokens(fields, name, each)));
            } else {
                throw malformed(fields, name);
            }
        }
        return all;
    }

    private int[] tokens(RequestFields fields, String name, JsonNode array) {
        int[] tokens = new int[array.size()];
        for (int i = 0; i < tokens.length; i++) {
            JsonNode token = array.get(i);
            if (!token.canConvertToInt() || !token.isIntegralNumber()) {
                throw malformed(fields, name);
            }
            tokens[i] = token.intValue();
            if (tokens[i] < 0 || tokens[i] >= prompts.vocabulary()) {
                throw fields.refused(
                        name,
                        "holds token " + tokens[i] + ", but this model's tokens end at " + (prompts.vocabulary() - 1));
            }
        }
        return tokens;
    }

    private static ApiException malformed(RequestFields fields, String name) {
        return fields.refused(name, "must be a string, an array of strings, or tokens");
    }
}
