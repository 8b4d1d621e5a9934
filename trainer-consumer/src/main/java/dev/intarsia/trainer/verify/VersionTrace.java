package dev.intarsia.trainer.verify;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.learn.AdapterLineage;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.LineageRoot;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.learn.UpdateOutcome;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.oppu.learn.UserStates;
import dev.intarsia.oppu.update.LoadLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks one user's events through a learner and notes the versions on the way. Not thread-safe. */
final class VersionTrace {
    /** A history is copied with every batch and every update; this bounds how many are in memory at once. */
    private static final int AT_A_TIME = 256;

    private final Learner learner;
    private final String user;
    private final Walked walked;
    private final Set<Long> released;
    private final List<AdapterVersion> versions = new ArrayList<>();

    /** Of versions within bounds, or of a learner that knows none. */
    VersionTrace(Learner learner, String user, LineageRoot root, String recipe) {
        this(learner, user, root, recipe, List.of());
    }

    /**
     * @param learner left open
     * @param recipe fingerprint of the recipe of the versions since {@code root}
     * @param released those of them that count also where they are out of bounds
     */
    VersionTrace(Learner learner, String user, LineageRoot root, String recipe, List<Long> released) {
        this.released = Set.copyOf(released);
        this.learner = requireNonNull(learner);
        this.user = requireNonNull(user);
        AdapterVersion parent = root.isBase()
                ? null
                : new AdapterVersion(
                        root.version(),
                        0,
                        root.seen(),
                        "",
                        Instant.EPOCH,
                        "",
                        new AdapterLineage(root.lineage(), recipe, root));
        walked = new Walked(new UserState(History.EMPTY, parent, root.version()));
    }

    private static final class Walked implements UserStates {
        private UserState state;
        private @Nullable AdapterState adapter;

        Walked(UserState state) {
            this.state = state;
        }

        @Override
        public UserState of(String user) {
            return state;
        }

        @Override
        public AdapterState adapter(String user) {
            return requireNonNull(adapter);
        }

        /** Nobody as such: a version of the trace is released by its number. */
        @Override
        public boolean released(String user) {
            return false;
        }
    }

    /**
     * Takes events in.
     *
     * @param mayOwn whether updates are made
     */
    void learn(List<TrainingEvent> events, boolean mayOwn) {
        learn(events, mayOwn, LoadLevel.FULL);
    }

    /**
     * The same.
     *
     * @param level how much training updates get
     */
    void learn(List<TrainingEvent> events, boolean mayOwn, LoadLevel level) {
        for (int from = 0; from < events.size(); from += AT_A_TIME) {
            List<TrainingEvent> some = events.subList(from, Math.min(events.size(), from + AT_A_TIME));
            StateOverlay overlay = overlay();
            note(learner.learn(some, overlay, one -> mayOwn, level).updates(), overlay);
        }
    }

    /**
     * Takes the first events in, and makes an update of those of them that are held.
     *
     * @param held how many that are, at most
     * @param level how much training it gets
     */
    void begin(List<TrainingEvent> events, int held, LoadLevel level) {
        learn(events, false);
        walked.state = walked.state.with(walked.state.history().holding(held));
        update(level);
    }

    /**
     * Makes an update now, of whatever is new.
     *
     * @param level how much training it gets
     */
    void update(LoadLevel level) {
        StateOverlay overlay = overlay();
        note(learner.update(List.of(user), overlay, level), overlay);
    }

    private StateOverlay overlay() {
        return new StateOverlay(walked, (one, state) -> released.contains(state.newestVersion() + 1));
    }

    private void note(List<UpdateOutcome> outcomes, StateOverlay overlay) {
        walked.state = overlay.of(user);
        walked.adapter = overlay.adapters().getOrDefault(user, walked.adapter);
        for (UpdateOutcome outcome : outcomes) {
            if (outcome instanceof UpdateOutcome.Published published) {
                versions.add(published.standing());
            }
        }
    }

    /** Every version so far, in order. */
    List<AdapterVersion> versions() {
        return versions;
    }

    /** The version in force; null for none. */
    @Nullable
    AdapterVersion own() {
        return walked.state.own();
    }

    /** Its numbers; null for none. */
    @Nullable
    AdapterState adapter() {
        return walked.adapter;
    }
}
