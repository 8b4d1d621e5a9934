package dev.intarsia.trainer.work;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.gate.GateRequest;
import dev.intarsia.oppu.gate.PieceGates;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.pieces.module.ModuleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gates of the pieces that a batch leads to.
 *
 * @param bySharer by sharer and module
 * @param time it took to make them
 */
public record CutGates(Map<String, Map<ModuleId, float[]>> bySharer, Duration time) {
    /** Of no pieces. */
    public static final CutGates NONE = new CutGates(Map.of(), Duration.ZERO);

    public CutGates {
        bySharer = Map.copyOf(bySharer);
        requireNonNull(time);
    }

    /** Makes the gates of all pieces that are to be cut from the adapters in the overlay. */
    static CutGates of(List<TopicChanges> changes, StateOverlay overlay, PieceGates gates) {
        List<GateRequest> requests = new ArrayList<>();
        for (TopicChanges change : changes) {
            if (!change.pieces().cut().isEmpty()) {
                requests.add(request(change, overlay));
            }
        }
        if (requests.isEmpty()) {
            return NONE;
        }
        long begun = System.nanoTime();
        List<Map<ModuleId, float[]>> made = gates.of(requests);
        Map<String, Map<ModuleId, float[]>> bySharer = new HashMap<>();
        for (int i = 0; i < made.size(); i++) {
            bySharer.put(requests.get(i).sharer(), made.get(i));
        }
        return new CutGates(bySharer, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static GateRequest request(TopicChanges change, StateOverlay overlay) {
        UserState state = overlay.of(change.user());
        return new GateRequest(
                change.user(),
                state.version(),
                state.seen(),
                overlay.adapter(change.user()).adapter(),
                state.history(),
                List.copyOf(change.pieces().cut().keySet()));
    }

    /** The gate of one piece. */
    float[] of(String sharer, ModuleId module) {
        return requireNonNull(requireNonNull(bySharer.get(sharer), sharer).get(module), module::text);
    }
}
