package dev.intarsia.trainer.verify;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.LineageRoot;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.update.ReferenceSet;
import org.jspecify.annotations.Nullable;

/** Trains adapters again from the events alone, with the learner that the trainer has. */
final class Recomputation implements AutoCloseable {
    /** Largest difference between two weights that two machines' arithmetic may make. */
    static final double TOLERANCE = 1e-5;

    private static final String COMPARE =
            "See that settings, base model, precision and number of threads are the trainer's;"
                    + " if they are, the adapter is no function of the user's events: keep a copy of the topics.";

    private final LanguageModel model;
    private final Learner learner;
    private final int holdout;

    /** @param model left open */
    Recomputation(Recipe recipe, LanguageModel model, ReferenceSet reference) {
        this.model = requireNonNull(model);
        this.learner = Learner.ofAdapters(recipe, model, reference, update -> {});
        this.holdout = recipe.planner().holdout();
    }

    /**
     * Trains one user's adapter again and compares.
     *
     * @param row how its versions came about; null where that is not known, as where updates were dropped
     * @param stored its numbers as the log has them
     */
    void check(UserEvidence user, LineageCheck.@Nullable Row row, AdapterState stored, String adapters, Tally tally) {
        AdapterVersion newest = requireNonNull(user.newest());
        LineageRoot root = newest.lineage().root();
        VersionTrace trace = new VersionTrace(
                learner,
                user.user,
                root,
                newest.lineage().recipe(),
                newest.lineage().released());
        long length = newest.seen() + holdout;
        if (row != null) {
            row.follow(trace, user, length);
        } else {
            trace.learn(user.arrivals(0, length), true);
        }
        tally.count(Counted.RECOMPUTED, 1);
        AdapterVersion own = trace.own();
        AdapterState trained = trace.adapter();
        if (own == null
                || trained == null
                || own.version() != newest.version()
                || !own.lineage().hash().equals(newest.lineage().hash())) {
            tally.found(new Finding(
                    Fault.RECOMPUTED,
                    user.user,
                    adapters,
                    "Training again leads to version " + (own == null ? 0 : own.version()) + " and not to version "
                            + newest.version() + " with its lineage.",
                    COMPARE));
            return;
        }
        if (row == null) {
            tally.checkedAfterAll(NotChecked.DROPPED);
            tally.count(Counted.LINEAGES, 1);
        }
        double difference =
                difference(stored.adapter().values(), trained.adapter().values());
        tally.difference(difference);
        if (!(difference <= TOLERANCE)) {
            tally.found(new Finding(
                    Fault.RECOMPUTED,
                    user.user,
                    adapters,
                    "A weight of version " + newest.version() + " differs by " + difference
                            + " from what training again gives, with base model "
                            + model.fingerprint().substring(0, 12) + "; at most " + TOLERANCE + " is expected.",
                    COMPARE));
        }
    }

    /** Largest absolute difference; not a number where one of the two is none. */
    private static double difference(AdapterValues one, AdapterValues other) {
        float[] left = one.toArray();
        float[] right = other.toArray();
        double largest = 0;
        for (int i = 0; i < left.length; i++) {
            // Math.max keeps what is not a number.
            largest = Math.max(largest, Math.abs((double) left[i] - right[i]));
        }
        return largest;
    }

    @Override
    public void close() {
        learner.close();
    }
}
