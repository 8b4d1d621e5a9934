package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.request.RequestFields;
import dev.intarsia.model.checkpoint.GenerationDefaults;
import dev.intarsia.model.decode.SamplingOptions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The fields that chat and plain completions have in common. */
final class CommonFields {
    private static final int MOST_STOPS = 4;
    private static final int MOST_CHOICES = 128;
    /** Seeds that a caller can send back as a JSON number without losing digits. */
    private static final long SEEDS = 1L << 53;

    /** Read here. */
    static final Set<String> READ = Set.of(
            "model",
            "user",
            "adapter",
            "n",
            "stream",
            "stream_options",
            "temperature",
            "top_p",
            "top_k",
            "min_p",
            "repetition_penalty",
            "frequency_penalty",
            "presence_penalty",
            "logit_bias",
            "seed",
            "stop");

    /** They say something about the request that makes no difference to its answer here. */
    static final Set<String> WITHOUT_EFFECT = Set.of(
            "metadata",
            "store",
            "service_tier",
            "safety_identifier",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention");

    /** What clients send as their choice of tools where they have none. */
    private static final Set<String> NO_CALLS = Set.of("none", "auto");

    private CommonFields() {}

    static Set<String> with(String... more) {
        Set<String> all = new LinkedHashSet<>(READ);
        all.addAll(WITHOUT_EFFECT);
        all.addAll(Arrays.asList(more));
        return all;
    }

    /** Refuses fields of the OpenAI API that would change the answer and are not offered here. */
    static void refuse(RequestFields fields, String... unsupported) {
        for (String name : unsupported) {
            JsonNode value = fields.value(name);
            boolean nothing = value.isMissingNode() || value.isContainerNode() && value.isEmpty();
            if (!nothing) {
                throw unsupported(fields, name);
            }
        }
    }

    /** Refuses a choice of tools that would call one; there are none to choose from. */
    static void refuseCalls(RequestFields fields, String name) {
        JsonNode value = fields.value(name);
        if (!value.isMissingNode() && !NO_CALLS.contains(value.asText())) {
            throw unsupported(fields, name);
        }
    }

    /** Refuses every value of a field but the one that asks for nothing. */
    static void refuseUnless(RequestFields fields, String name, String nothing) {
        JsonNode value = fields.value(name);
        if (!value.isMissingNode() && !nothing.equals(value.textValue())) {
            throw unsupported(fields, name);
        }
    }

    /** @throws ApiException where a prompt has no token for the model to go on from */
    static int[] prompt(RequestFields fields, String name, int[] tokens) {
        if (tokens.length == 0) {
            throw fields.refused(name, "makes an empty prompt; give it some text");
        }
        return tokens;
    }

    static ApiException unsupported(RequestFields fields, String name) {
        return new ApiException(new ApiError(
                400,
                "invalid_request_error",
                "unsupported_parameter",
                fields.path(name),
                "'" + fields.path(name) + "' is not offered here; leave it out."));
    }

    static int choices(RequestFields fields) {
        return fields.integer("n", 1, MOST_CHOICES, 1);
    }

    static List<String> stop(RequestFields fields) {
        List<String> stop = fields.texts("stop", MOST_STOPS);
        if (stop.contains("")) {
            throw fields.refused("stop", "holds an empty string, which would end every text; leave it out");
        }
        return stop;
    }

    static OptionalInt maxTokens(RequestFields fields, String name) {
        Long value = fields.integer(name, 1, Integer.MAX_VALUE);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value.intValue());
    }

    static boolean usage(RequestFields fields) {
        RequestFields options = fields.object("stream_options");
        if (options == null) {
            return false;
        }
        return options.only(Set.of("include_usage", "include_obfuscation")).flag("include_usage", false);
    }

    /**
     * How tokens are picked. Whether to sample at all is the request's to say: a temperature of 0 does not.
     *
     * @param defaults the checkpoint's, for what the request leaves out
     */
    static SamplingOptions sampling(RequestFields fields, GenerationDefaults defaults) {
        Long seed = fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        double topP = fields.number("top_p", 0, 1, defaults.topP().orElse(1));
        double repetition = fields.number(
                "repetition_penalty", 0, 100, defaults.repetitionPenalty().orElse(1));
        if (repetition == 0) {
            throw fields.refused("repetition_penalty", "must be above 0");
        }
        return new SamplingOptions(
                fields.number("temperature", 0, 2, defaults.temperature().orElse(1)),
                fields.integer("top_k", 0, Integer.MAX_VALUE, defaults.topK().orElse(0)),
                // OpenAI allows 0, which leaves the best token only.
                topP == 0 ? Double.MIN_VALUE : topP,
                fields.number("min_p", 0, 1, defaults.minP().orElse(0)),
                repetition,
                fields.number("frequency_penalty", -2, 2, 0),
                fields.number("presence_penalty", -2, 2, 0),
                bias(fields),
                seed == null ? ThreadLocalRandom.current().nextLong(SEEDS) : seed);
    }

    private static Map<Integer, Double> bias(RequestFields fields) {
        Map<Integer, Double> bias = new HashMap<>();
        RequestFields given = fields.object("logit_bias");
        if (given != null) {
            given.names().forEach(name -> bias.put(token(given, name), given.number(name, -100, 100, 0)));
        }
        return bias;
    }

    private static int token(RequestFields given, String name) {
        try {
            int token = Integer.parseInt(name);
            if (token >= 0) {
                return token;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw given.refused(name, "must be named by a token id, as in \"42\"");
    }
}
