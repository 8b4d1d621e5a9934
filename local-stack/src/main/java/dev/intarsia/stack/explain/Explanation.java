package dev.intarsia.stack.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * An assignment as the gateway explains it; docs/gateway.md says what each field means.
 *
 * @param cause as the gateway writes it, in lower case
 * @param issuedAt empty where it was not recorded
 * @param predictedGain in nats an event; empty where the rule for weights predicts none
 * @param replaced empty for the user's first assignment
 * @param sharers the largest share first
 * @param modules in layout order
 */
record Explanation(
        String user,
        long version,
        String baseModel,
        long poolVersion,
        long events,
        String cause,
        Optional<Instant> issuedAt,
        Optional<Instant> lastIngestedAt,
        OptionalDouble predictedGain,
        Optional<ReplacedVersion> replaced,
        List<SharerShare> sharers,
        List<ModulePieces> modules) {
    /** The assignment before it, with its gain under the same pool and history. */
    record ReplacedVersion(long version, OptionalDouble predictedGain, int joined, int left) {}

    /**
     * How much comes from one sharer.
     *
     * @param name a pseudonym
     * @param share of the weights' magnitudes, from 0 to 1
     */
    record SharerShare(String name, double share, int modules) {}

    /** The pieces at one module, the largest weight first. */
    record ModulePieces(String name, List<ChosenPiece> pieces) {}

    /**
     * One piece.
     *
     * @param sharer a pseudonym
     * @param present whether the gateway has it
     * @param servedVersion the version that the gateway uses; empty where it uses none
     */
    record ChosenPiece(
            String sharer,
            long version,
            double weight,
            double score,
            Optional<Instant> since,
            boolean present,
            OptionalLong servedVersion) {}

    static Explanation of(JsonNode json) {
        return new Explanation(
                json.path("user").asText(),
                json.path("version").asLong(),
                json.path("base_model").asText(),
                json.path("pool_version").asLong(),
                json.path("events").asLong(),
                json.path("cause").asText(),
                time(json.path("issued_at")),
                time(json.path("last_ingested_at")),
                number(json.path("predicted_gain")),
                Optional.of(json.path("replaced")).filter(JsonNode::isObject).map(Explanation::replaced),
                all(json.path("sharers"), Explanation::sharer),
                all(json.path("modules"), Explanation::module));
    }

    private static ReplacedVersion replaced(JsonNode json) {
        return new ReplacedVersion(
                json.path("version").asLong(),
                number(json.path("predicted_gain")),
                json.path("joined").asInt(),
                json.path("left").asInt());
    }

    private static SharerShare sharer(JsonNode json) {
        return new SharerShare(
                json.path("sharer").asText(),
                json.path("share").asDouble(),
                json.path("modules").asInt());
    }

    private static ModulePieces module(JsonNode json) {
        return new ModulePieces(json.path("module").asText(), all(json.path("pieces"), Explanation::piece));
    }

    private static ChosenPiece piece(JsonNode json) {
        JsonNode served = json.path("served_version");
        return new ChosenPiece(
                json.path("sharer").asText(),
                json.path("version").asLong(),
                json.path("weight").asDouble(),
                json.path("score").asDouble(),
                time(json.path("since")),
                json.path("present").asBoolean(),
                served.isNumber() ? OptionalLong.of(served.asLong()) : OptionalLong.empty());
    }

    private static <T> List<T> all(JsonNode array, Function<JsonNode, T> each) {
        return StreamSupport.stream(array.spliterator(), false).map(each).toList();
    }

    private static Optional<Instant> time(JsonNode json) {
        return json.isTextual() ? Optional.of(Instant.parse(json.asText())) : Optional.empty();
    }

    private static OptionalDouble number(JsonNode json) {
        return json.isNumber() ? OptionalDouble.of(json.asDouble()) : OptionalDouble.empty();
    }
}
