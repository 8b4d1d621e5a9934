package dev.intarsia.oppu.gate;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.oppu.history.History;
import dev.intarsia.pieces.module.ModuleId;
import java.util.List;

/**
 * A sharer whose adapter is cut into pieces that need gates.
 *
 * @param version of the adapter
 * @param seen how many events of the history the adapter has seen, which are those that gates are trained on
 * @param modules of the pieces
 */
public record GateRequest(
        String sharer, long version, long seen, Adapter adapter, History history, List<ModuleId> modules) {
    public GateRequest {
        requireNonNull(sharer);
        requireNonNull(adapter);
        requireNonNull(history);
        modules = List.copyOf(modules);
    }
}
