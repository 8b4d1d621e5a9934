package dev.intarsia.replay.sweep;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The signatures of everybody's history, event by event. */
final class AskedSignatures {
    private final Map<String, List<Map<ModuleId, float[]>>> single;
    private final Map<Integer, Map<String, SignatureSum>> sums = new HashMap<>();

    AskedSignatures(Map<String, List<Map<ModuleId, float[]>>> single) {
        this.single = new LinkedHashMap<>(single);
    }

    /** The sum of a user's newest events. */
    SignatureSum newest(String user, int items) {
        return sums.computeIfAbsent(items, asked -> new HashMap<>())
                .computeIfAbsent(
                        user,
                        asked -> SingleSignatures.sum(InOrder.newest(single.getOrDefault(user, List.of()), items)));
    }
}
