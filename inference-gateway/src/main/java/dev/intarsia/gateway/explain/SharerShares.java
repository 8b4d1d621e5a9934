package dev.intarsia.gateway.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.PieceWeight;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of an assignment comes from each sharer, by the magnitude of the weights. */
final class SharerShares {
    private record Share(String sharer, double magnitude, int modules) {
        private Share plus(Share other) {
            return new Share(sharer, magnitude + other.magnitude, modules + other.modules);
        }
    }

    private static final Comparator<Share> LARGEST_FIRST =
            Comparator.comparingDouble(Share::magnitude).reversed().thenComparing(Share::sharer);

    private SharerShares() {}

    /**
     * One entry per sharer, the largest first: the sum of |weight| over modules, its share of the sum over all sharers, and
     * the number of modules.
     */
    static ArrayNode json(List<ModuleAssignment> modules, Pseudonyms pseudonyms) {
        Map<String, Share> shares = new HashMap<>();
        for (ModuleAssignment module : modules) {
            for (PieceWeight piece : module.getPieces()) {
                Share share = new Share(pseudonyms.of(piece.getSharer()), Math.abs(piece.getWeight()), 1);
                shares.merge(piece.getSharer(), share, Share::plus);
            }
        }
        double total = shares.values().stream().mapToDouble(Share::magnitude).sum();
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        shares.values().stream()
                .sorted(LARGEST_FIRST)
                .forEach(share -> json.addObject()
                        .put("sharer", share.sharer())
                        .put("share", total == 0 ? 0 : share.magnitude() / total)
                        .put("weight", share.magnitude())
                        .put("modules", share.modules()));
        return json;
    }
}
