package dev.intarsia.gateway.explain;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.gateway.serving.AdapterCompatibility;
import dev.intarsia.model.compose.PooledPiece;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.avro.ReplacedAssignment;
import dev.intarsia.schemas.topic.ModuleKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An assignment as JSON, with what this gateway has of each piece. Neither a sharer's name nor anything that follows from
 * the names, such as their order, is in it. Safe to use from several threads.
 */
public final class AssignmentExplanation {
    private final ServedPieces pool;
    private final AdapterCompatibility fit;
    private final Pseudonyms pseudonyms;

    /**
     * @param pool the pieces that this gateway has
     * @param fit which of them it would use
     */
    public AssignmentExplanation(ServedPieces pool, AdapterCompatibility fit, Pseudonyms pseudonyms) {
        this.pool = requireNonNull(pool);
        this.fit = requireNonNull(fit);
        this.pseudonyms = requireNonNull(pseudonyms);
    }

    ObjectNode json(Assignment assignment) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("user", assignment.getUser())
                .put("version", assignment.getVersion())
                .put("base_model", assignment.getBaseModel())
                .put("pool_version", assignment.getPoolVersion())
                .put("events", assignment.getEvents())
                .put("cause", assignment.getCause().name().toLowerCase(Locale.ROOT))
                .put("issued_at", recorded(assignment.getIssuedAt()))
                .put("last_event_id", assignment.getLastEventId())
                .put("last_ingested_at", recorded(assignment.getLastIngestedAt()))
                .put("predicted_gain", assignment.getPredictedGain())
                .put("digest", pseudonyms.ofDigest(assignment.getDigest()));
        json.set("replaced", json(assignment.getReplaced()));
        json.set("sharers", SharerShares.json(assignment.getModules(), pseudonyms));
        ArrayNode modules = json.putArray("modules");
        assignment.getModules().forEach(module -> modules.add(json(module, assignment.getBaseModel())));
        return json;
    }

    private static @Nullable ObjectNode json(@Nullable ReplacedAssignment replaced) {
        return replaced == null
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("version", replaced.getVersion())
                        .put("predicted_gain", replaced.getPredictedGain())
                        .put("joined", replaced.getJoined())
                        .put("left", replaced.getLeft());
    }

    private ObjectNode json(ModuleAssignment module, String baseModel) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("module", module.getModule());
        ArrayNode pieces = json.putArray("pieces");
        module.getPieces().stream()
                .sorted(Comparator.comparingDouble((PieceWeight piece) -> Math.abs(piece.getWeight()))
                        .reversed()
                        .thenComparing(piece -> pseudonyms.of(piece.getSharer())))
                .forEach(piece -> pieces.add(json(piece, module.getModule(), baseModel)));
        return json;
    }

    private ObjectNode json(PieceWeight chosen, String module, String baseModel) {
        Optional<PooledPiece> piece = pool.find(new ModuleKey(chosen.getSharer(), module));
        Long served = piece.filter(here -> fit.baseModel().equals(baseModel) && fit.usable(module, here))
                .map(PooledPiece::version)
                .orElse(null);
        return JsonNodeFactory.instance
                .objectNode()
                .put("sharer", pseudonyms.of(chosen.getSharer()))
                .put("version", chosen.getVersion())
                .put("weight", chosen.getWeight())
                .put("score", chosen.getScore())
                .put("since", recorded(chosen.getSince()))
                .put("present", piece.isPresent())
                .put("served_version", served);
    }

    /** Null for the epoch, by which the contract says that a time was not recorded. */
    private static @Nullable String recorded(Instant time) {
        return time.equals(Instant.EPOCH) ? null : time.toString();
    }
}
