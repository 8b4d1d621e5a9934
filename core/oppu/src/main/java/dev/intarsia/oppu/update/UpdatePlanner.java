package dev.intarsia.oppu.update;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.drift.DriftRule;
import dev.intarsia.oppu.drift.LossTrend;
import dev.intarsia.oppu.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what an update trains on: its new events, again and again in shuffled rounds, each step filled up with
 * rehearsed older ones. A pure function of user, version, history and the losses before.
 *
 * @param schedule tells how many new events make one update; a user with more of them gets as many times the steps
 * @param steps optimizer steps of each update; as many are planned as may be taken
 * @param rows events in a step
 * @param newShare how much of a step is new events where there are older ones, above 0 to 1
 * @param holdout how many of the newest events are left for the next update, fewer than make one due
 * @param drift what is done about a drift
 */
public record UpdatePlanner(
        UpdateSchedule schedule,
        UpdateSteps steps,
        int rows,
        double newShare,
        RehearsalSample rehearsal,
        int holdout,
        DriftRule drift) {
    public UpdatePlanner {
        requireNonNull(drift);
        requireNonNull(schedule);
        requireNonNull(rehearsal);
        requireNonNull(steps);
        if (rows < 1 || !(newShare > 0 && newShare <= 1)) {
            throw new IllegalArgumentException(
                    "update.rows must be at least 1 and update.new-share above 0 up to 1, not " + rows + " and "
                            + newShare + ".");
        }
        if (holdout < 0 || holdout >= schedule.early()) {
            throw new IllegalArgumentException(
                    "guard.holdout must be from 0 to below update.every and update.early-every, and updates are due "
                            + schedule + "; it is " + holdout + ".");
        }
    }

    /** A planner that looks for no drift. */
    public UpdatePlanner(
            UpdateSchedule schedule,
            UpdateSteps steps,
            int rows,
            double newShare,
            RehearsalSample rehearsal,
            int holdout) {
        this(schedule, steps, rows, newShare, rehearsal, holdout, DriftRule.NONE);
    }

    /** The same with another rule for drifts. */
    public UpdatePlanner with(DriftRule other) {
        return new UpdatePlanner(schedule, steps, rows, newShare, rehearsal, holdout, other);
    }

    /** The same whose updates fall due at other times. */
    public UpdatePlanner with(UpdateSchedule other) {
        return new UpdatePlanner(other, steps, rows, newShare, rehearsal, holdout, drift);
    }

    /** The same with other steps, and as many events held out. */
    public UpdatePlanner with(UpdateSteps others, int heldOut) {
        return new UpdatePlanner(schedule, others, rows, newShare, rehearsal, heldOut, drift);
    }

    /** The same with steps of another composition. */
    public UpdatePlanner with(int otherRows, double otherShare, RehearsalSample other) {
        return new UpdatePlanner(schedule, steps, otherRows, otherShare, other, holdout, drift);
    }

    /**
     * Plans the update of a user.
     *
     * @param version the version it makes
     * @param seen how many events of the sequence the standing version has seen; 0 where there is none
     * @return nothing where no event is new
     */
    public Optional<UpdatePlan> plan(String user, long version, History history, long seen) {
        return plan(user, version, history, seen, LossTrend.NONE, LoadLevel.FULL);
    }

    /**
     * The same of a user of whom more is known, and under load.
     *
     * @param trend of the losses up to the standing version
     * @param level how much training the update gets
     */
    public Optional<UpdatePlan> plan(
            String user, long version, History history, long seen, LossTrend trend, LoadLevel level) {
        long end = history.length() - holdout;
        long begin = Math.max(seen, history.oldest());
        if (begin >= end) {
            return Optional.empty();
        }
        SeededDraws draws = new SeededDraws(SeededDraws.seed("plan", user, version));
        int fresh = Math.toIntExact(end - begin);
        boolean first = begin == history.oldest();
        int freshRows = Math.min(fresh, first ? rows : Math.max(1, (int) Math.round(newShare * rows)));
        Rotation rotation = new Rotation(draws, begin, end);
        List<List<Long>> planned = new ArrayList<>();
        int updates = (fresh + schedule.every() - 1) / schedule.every();
        int least = updates * level.steps(steps.steps());
        int most = level == LoadLevel.FULL ? most(schedule.updates(begin), updates) : least;
        boolean drifted = drift.drifted(trend, seen);
        int rehearsed = drifted ? 0 : level.rehearsed(rows - freshRows);
        for (int step = 0; step < most; step++) {
            List<Long> events = new ArrayList<>(rotation.next(freshRows));
            events.addAll(rehearsal.draw(draws, history.oldest(), begin, rehearsed));
            planned.add(events);
        }
        return Optional.of(new UpdatePlan(
                version,
                begin,
                end,
                planned,
                least,
                SeededDraws.seed("train", user, version),
                drifted ? drift.rate() : 1,
                level));
    }

    /** @param before how many updates the user's older events have made */
    private int most(long before, int updates) {
        int most = 0;
        for (int update = 1; update <= updates; update++) {
            most += steps.most(before + update);
        }
        return most;
    }
}
