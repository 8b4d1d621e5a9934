package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.pieces.module.ModuleId;
import java.util.List;
import java.util.Map;

/**
 * Makes each due update's version and lineage without training it: for whoever asks which versions a user's events lead
 * to. Since nothing is trained, nothing is dropped.
 */
final class LineageUpdates implements Updates {
    private static final AdapterState NOTHING = AdapterState.zero(
            new AdapterLayout(AdapterCodec.SHARED_A, 1, 1, List.of(new ModuleShape(ModuleId.parse("0.q"), 1, 1))));

    private final UpdatePlanner planner;
    private final Provenance provenance;

    LineageUpdates(UpdatePlanner planner, Provenance provenance) {
        this.planner = requireNonNull(planner);
        this.provenance = requireNonNull(provenance);
    }

    @Override
    public List<UpdateOutcome> update(List<String> users, UserStates states, LoadLevel level) {
        return PlannedUpdate.of(users, states, planner, HistoryExamples.PLAIN, level).stream()
                .<UpdateOutcome>map(update -> new UpdateOutcome.Published(
                        update.user(), update.version("", provenance, false), NOTHING, Map.of(), null))
                .toList();
    }

    @Override
    public void close() {}
}
