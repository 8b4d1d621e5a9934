package dev.intarsia.trainer.verify;

import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.learn.UpdateRun;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.UpdateSchedule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At how many events, and at which level of load, each version since the root was made, by what the newest says of the runs
 * in its row.
 *
 * @param steps in order; at least one
 */
record VersionSteps(List<Step> steps) {
    VersionSteps {
        steps = List.copyOf(steps);
    }

    /**
     * One version.
     *
     * @param length how many events the user had
     */
    record Step(long length, LoadLevel level) {}

    /**
     * The steps to a version whose lineage has runs.
     *
     * @param events how many there are
     * @return null where no such row can lead to it
     */
    static @Nullable VersionSteps of(AdapterVersion newest, Recipe recipe, long events) {
        UpdateSchedule schedule = recipe.schedule();
        long holdout = recipe.planner().holdout();
        List<UpdateRun> runs = newest.lineage().runs();
        UpdateRun first = runs.get(0);
        long before = first.version() - newest.lineage().root().version() - 1;
        long versions = newest.version() - newest.lineage().root().version();
        if (before < 0 || versions > events || newest.seen() + holdout > events || !ascend(runs, newest)) {
            return null;
        }
        List<Step> steps = new ArrayList<>();
        long seen = first.seen();
        for (long back = before; back > 0; back--) {
            seen = schedule.before(seen);
            steps.add(new Step(seen + holdout, first.level()));
        }
        Collections.reverse(steps);
        for (int i = 0; i < runs.size(); i++) {
            UpdateRun run = runs.get(i);
            long end = i + 1 < runs.size() ? runs.get(i + 1).version() : newest.version() + 1;
            for (long version = run.version(); version < end; version++) {
                long dues = (version - run.version()) * run.level().dues();
                steps.add(new Step(schedule.after(run.seen(), dues) + holdout, run.level()));
            }
        }
        return rises(steps, newest.seen() + holdout) && steps.size() == versions ? new VersionSteps(steps) : null;
    }

    /** Whoever forged a record may have written any numbers. */
    private static boolean ascend(List<UpdateRun> runs, AdapterVersion newest) {
        long version = 0;
        long seen = 0;
        for (UpdateRun run : runs) {
            if (run.version() <= version || run.seen() <= seen) {
                return false;
            }
            version = run.version();
            seen = run.seen();
        }
        return version <= newest.version() && seen <= newest.seen();
    }

    private static boolean rises(List<Step> steps, long end) {
        long last = 0;
        for (Step step : steps) {
            if (step.length() <= last) {
                return false;
            }
            last = step.length();
        }
        return last == end;
    }

    /** How many events the user had at the first of them. */
    long start() {
        return steps.get(0).length();
    }

    /** The most updates in a row that fell due after the first version and made none. */
    long longestGap(UpdateSchedule schedule) {
        long longest = 0;
        for (int i = 1; i < steps.size(); i++) {
            longest = Math.max(longest, gap(schedule, i));
        }
        return longest;
    }

    /** All of these. */
    long gaps(UpdateSchedule schedule) {
        long gaps = 0;
        for (int i = 1; i < steps.size(); i++) {
            gaps += Math.max(0, gap(schedule, i));
        }
        return gaps;
    }

    /** How many updates fell due between a step and the one before. */
    private long gap(UpdateSchedule schedule, int step) {
        return schedule.due(steps.get(step).length(), steps.get(step - 1).length()) - 1;
    }

    /**
     * Walks through them.
     *
     * @param held how many events the first of them could train on, at most
     */
    void follow(VersionTrace trace, UserEvidence user, int held) {
        long at = start();
        trace.begin(user.arrivals(0, at), held, steps.get(0).level());
        for (Step step : steps.subList(1, steps.size())) {
            trace.learn(user.arrivals(at, step.length()), false);
            trace.update(step.level());
            at = step.length();
        }
    }
}
