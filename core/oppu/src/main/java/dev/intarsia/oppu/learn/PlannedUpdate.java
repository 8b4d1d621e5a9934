package dev.intarsia.oppu.learn;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.history.HistoryEvent;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.UpdatePlan;
import dev.intarsia.oppu.update.UpdatePlanner;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One update of one user, planned.
 *
 * @param state of the user before
 * @param every how many events make an update due
 */
record PlannedUpdate(String user, UserState state, UpdatePlan plan, int every) {
    /** The updates of those users who have new events, in the order given. */
    static List<PlannedUpdate> of(List<String> users, UserStates states, UpdatePlanner planner, LoadLevel level) {
        return users.stream()
                .flatMap(user -> {
                    UserState state = states.of(user);
                    return planner.plan(user, state.newestVersion() + 1, state.history(), state.seen(), level).stream()
                            .map(plan -> new PlannedUpdate(
                                    user, state, plan, planner.schedule().every()));
                })
                .toList();
    }

    /** The adapter that it begins with: the one in force, or zero. */
    AdapterState start(UserStates states, AdapterLayout layout) {
        return state.own() == null ? AdapterState.zero(layout) : states.adapter(user);
    }

    /** What it comes to if it is not trained on. */
    UpdateCandidate candidate(AdapterState start, AdapterState result) {
        return new UpdateCandidate(
                user,
                plan.version(),
                state.history(),
                plan.from(),
                plan.seen(),
                state.own() == null ? null : start.adapter(),
                result);
    }

    /** What there is to train, from {@code start}. */
    UserUpdate work(AdapterState start) {
        History history = state.history();
        List<List<Example>> steps = plan.steps().stream()
                .map(step -> step.stream()
                        .map(number -> history.event(number).example())
                        .toList())
                .toList();
        return new UserUpdate(start, steps, plan.seed());
    }

    /** The version it makes of weights with this digest. */
    AdapterVersion version(String digest, Provenance provenance) {
        return version(digest, provenance, null);
    }

    /** The version that it is where its weights are held. */
    AdapterVersion held(HoldReason reason, String standingDigest, Provenance provenance) {
        Instant last = state.history().event(plan.seen() - 1).ingestedAt();
        return version(standingDigest, provenance, AdapterHold.after(state.own(), reason, last));
    }

    private AdapterVersion version(String digest, Provenance provenance, @Nullable AdapterHold hold) {
        HistoryEvent last = state.history().event(plan.seen() - 1);
        return new AdapterVersion(
                plan.version(),
                state.version(),
                plan.seen(),
                last.eventId(),
                last.ingestedAt(),
                digest,
                provenance.of(state, plan, every),
                hold);
    }
}
