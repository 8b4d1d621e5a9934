package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.drift.DriftRule;
import dev.intarsia.oppu.history.HistoryEvent;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.UpdatePlan;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.oppu.update.UpdateSchedule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One update of one user, planned.
 *
 * @param state of the user before
 * @param schedule when updates are due
 * @param examples what is trained on of events
 */
record PlannedUpdate(String user, UserState state, UpdatePlan plan, UpdateSchedule schedule, HistoryExamples examples) {
    /** The updates of those users who have new events, in the order given. */
    static List<PlannedUpdate> of(
            List<String> users, UserStates states, UpdatePlanner planner, HistoryExamples examples, LoadLevel level) {
        return users.stream()
                .flatMap(user -> {
                    UserState state = states.of(user);
                    return planner
                            .plan(user, state.newestVersion() + 1, state.history(), state.seen(), state.trend(), level)
                            .stream()
                            .map(plan -> new PlannedUpdate(user, state, plan, planner.schedule(), examples));
                })
                .toList();
    }

    /** The adapter that it begins with: the one in force, or zero. */
    AdapterState start(UserStates states, AdapterLayout layout) {
        return state.own() == null ? AdapterState.zero(layout) : states.adapter(user);
    }

    /**
     * The residual that it begins with: the one in force, what an own adapter in force has over what is beneath, or zero.
     */
    AdapterState residual(UserStates states, Beneath beneath) {
        AdapterState inForce = start(states, beneath.values().layout());
        return state.own() == null || state.hasResidual()
                ? AdapterState.start(inForce.adapter())
                : AdapterState.start(beneath.residualOf(inForce.adapter()));
    }

    /** The whole adapter that an update of a residual begins with. */
    AdapterState whole(AdapterState residual, UserStates states, Beneath beneath) {
        if (state.own() == null) {
            return AdapterState.start(Adapter.of(beneath.values()));
        }
        return AdapterState.start(
                state.hasResidual()
                        ? beneath.with(residual.adapter().values())
                        : states.adapter(user).adapter());
    }

    /** What there is to train, from {@code start}. */
    UserUpdate work(AdapterState start) {
        Map<Long, Example> known = examples.of(
                state.history(), plan.steps().stream().flatMap(List::stream).toList());
        List<List<Example>> steps = plan.steps().stream()
                .map(step -> step.stream()
                        .map(number -> requireNonNull(known.get(number)))
                        .toList())
                .toList();
        return new UserUpdate(start, steps, plan.seed(), plan.rate());
    }

    /**
     * The version it makes of weights with this digest.
     *
     * @param released whether they are out of bounds and count all the same
     */
    AdapterVersion version(String digest, Provenance provenance, boolean released) {
        return version(digest, provenance, null, released);
    }

    /**
     * What its new events' losses say.
     *
     * @param losses before they were trained on, in mean nats per response token
     */
    DriftRule.Verdict judge(DriftRule rule, float[] losses) {
        return rule.judge(state.trend(), losses, plan.seen());
    }

    /** What its first step's losses of new events belong to, by numbers in the history. */
    Map<Long, Float> byEvent(float[] losses) {
        List<Long> fresh = plan.steps().get(0).stream()
                .filter(event -> event >= plan.from())
                .toList();
        return IntStream.range(0, losses.length).boxed().collect(toMap(fresh::get, i -> losses[i]));
    }

    /** The version that it is where its weights are held. */
    AdapterVersion held(HoldReason reason, String standingDigest, Provenance provenance) {
        Instant last = state.history().event(plan.seen() - 1).ingestedAt();
        return version(standingDigest, provenance, AdapterHold.after(state.own(), reason, last), false);
    }

    private AdapterVersion version(String digest, Provenance provenance, @Nullable AdapterHold hold, boolean released) {
        HistoryEvent last = state.history().event(plan.seen() - 1);
        return new AdapterVersion(
                plan.version(),
                state.version(),
                plan.seen(),
                last.eventId(),
                last.ingestedAt(),
                digest,
                provenance.of(state, plan, schedule, released),
                hold,
                null,
                state.trend());
    }
}
