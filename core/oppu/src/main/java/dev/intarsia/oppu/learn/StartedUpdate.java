package dev.intarsia.oppu.learn;

import dev.intarsia.model.adapter.AdapterState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An update from where it begins.
 *
 * @param whole the adapter that is trained
 * @param held what of it the user's state holds, on top of {@code beneath}
 * @param beneath what a residual is on top of; null for an own adapter
 */
record StartedUpdate(
        PlannedUpdate update,
        AdapterState whole,
        AdapterState held,
        @Nullable Beneath beneath) {
    /**
     * What it comes to where training ends here.
     *
     * @param losses of each step's new events, as they were before it
     */
    UpdateCandidate candidate(AdapterState result, List<float[]> losses) {
        UserState before = update.state();
        boolean fromBase = before.own() == null && beneath == null;
        return new UpdateCandidate(
                update.user(),
                update.plan().version(),
                before.history(),
                update.examples(),
                update.plan().from(),
                update.plan().seen(),
                fromBase ? null : whole.adapter(),
                result,
                losses);
    }

    @Nullable
    AssembledBase base() {
        return beneath == null ? null : beneath.base();
    }
}
