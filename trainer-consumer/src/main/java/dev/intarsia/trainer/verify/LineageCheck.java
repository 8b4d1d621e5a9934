package dev.intarsia.trainer.verify;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.learn.AdapterLineage;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.LineageRoot;
import dev.intarsia.oppu.learn.Provenance;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.trainer.config.Audience;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Works out from a user's events alone which versions there must be, with which lineages, and compares. Compaction keeps
 * only the newest version, so the chain is computed from its root on.
 *
 * @param adapters topic and partition, for findings
 * @param provenance what the trainer's settings say that versions are made by
 * @param guarded whether updates may be dropped after they are validated
 * @param eventsCut whether retention has deleted events
 * @param putsOff whether updates may be put off under load, which leaves up to {@value #MOST_PUT_OFF} in a row without a
 *     version
 */
record LineageCheck(
        String adapters,
        Recipe recipe,
        Provenance provenance,
        Audience audience,
        boolean guarded,
        boolean eventsCut,
        boolean putsOff,
        Tally tally) {
    private static final long MOST_PUT_OFF = 3;
    private static final String COMPARE = "Keep a copy of the topics and the trainer's log. Train the user again with"
            + " --recompute and --user to see whether the weights are affected.";
    private static final String SEE_LOG =
            "See whether the trainer's log says 'The old version stays' of the user; if not,"
                    + " the trainer lost an update: keep a copy of the topics and of its log.";

    LineageCheck {
        requireNonNull(adapters);
        requireNonNull(recipe);
        requireNonNull(provenance);
        requireNonNull(audience);
        requireNonNull(tally);
    }

    /**
     * Where a user's row of versions begins.
     *
     * @param start how many events the user had at its first update
     * @param held how many of them the first update could train on, at most
     * @param gaps updates that were due between the root and the first of them, and made no version
     * @param steps where they are known one by one; null where each followed at the next update that fell due
     */
    record Row(
            AdapterLineage newest,
            long start,
            int held,
            long gaps,
            @Nullable VersionSteps steps) {
        /** Walks through the versions. */
        void follow(VersionTrace trace, UserEvidence user, long length) {
            if (steps != null) {
                steps.follow(trace, user, held);
                return;
            }
            trace.begin(user.arrivals(0, start), held, LoadLevel.FULL);
            trace.learn(user.arrivals(start, length), true);
        }
    }

    /** Checks a user; returns how the versions came about, or nothing where they could not be checked or are wrong. */
    @Nullable
    Row check(UserEvidence user) {
        AdapterVersion newest = user.newest();
        if (user.otherModel) {
            tally.notChecked(NotChecked.OTHER_MODEL);
            return null;
        }
        if (newest == null) {
            requireNoneDue(user);
            return null;
        }
        if (!newest.lineage().known()) {
            tally.notChecked(NotChecked.NO_LINEAGE);
            return null;
        }
        if (newest.lineage().recipe().equals(Provenance.IMPORTED)) {
            imported(user, newest);
            return null;
        }
        Row row = row(user, newest);
        if (row == null) {
            wrong(user, newest);
            return null;
        }
        tally.count(Counted.IMPORTED, newest.lineage().root().imported().isEmpty() ? 0 : 1);
        tally.count(Counted.LINEAGES, 1);
        gaps(user, newest, row);
        return row;
    }

    /** Weights that a person has imported rest on no events; what their lineage must be follows from their digest. */
    private void imported(UserEvidence user, AdapterVersion newest) {
        tally.count(Counted.IMPORTED, 1);
        AdapterLineage expected = provenance.ofImport(newest.version(), newest.seen(), newest.digest());
        if (!newest.lineage().equals(expected)) {
            tally.found(new Finding(
                    Fault.LINEAGE,
                    user.user,
                    adapters,
                    "Version " + newest.version()
                            + " says that it was imported, but its lineage is not that of its digest.",
                    COMPARE));
        }
    }

    private @Nullable Row row(UserEvidence user, AdapterVersion newest) {
        AdapterLineage lineage = newest.lineage();
        long length = newest.seen() + recipe.planner().holdout();
        if (length > user.sequence.size()) {
            return null;
        }
        for (Row row : rows(user, newest, length)) {
            try (Learner learner = learner(lineage)) {
                VersionTrace trace = new VersionTrace(learner, user.user, lineage.root(), lineage.recipe());
                row.follow(trace, user, length);
                if (same(newest, trace.own())) {
                    older(user, trace.versions());
                    overdue(user, trace, length);
                    return row;
                }
            }
        }
        return null;
    }

    /**
     * How many events the history may have held at the first update. An event that is erased leaves a gap in it until another
     * comes.
     */
    private List<Integer> held(UserEvidence user, long start) {
        int erased = start > recipe.window() ? user.eventsErased : 0;
        return IntStream.rangeClosed(0, Math.min(erased, recipe.window() - 1))
                .mapToObj(fewer -> recipe.window() - fewer)
                .toList();
    }

    private List<Row> rows(UserEvidence user, AdapterVersion newest, long length) {
        AdapterLineage lineage = newest.lineage();
        if (lineage.runs().isEmpty()) {
            return starts(user, newest, length).stream()
                    .flatMap(start -> held(user, start).stream()
                            .map(held -> new Row(lineage, start, held, gaps(lineage.root(), start), null)))
                    .toList();
        }
        VersionSteps steps = VersionSteps.of(newest, recipe, user.sequence.size());
        return steps == null
                ? List.of()
                : held(user, steps.start()).stream()
                        .map(held -> new Row(lineage, steps.start(), held, gaps(lineage.root(), steps.start()), steps))
                        .toList();
    }

    private Learner learner(AdapterLineage lineage) {
        return Learner.ofLineages(recipe, new Provenance(lineage.recipe(), provenance.baseModel()));
    }

    /**
     * At how many events the first update since the root can have been: its number and that of the newest version tell.
     * Where only sharers own adapters, and where an event was erased that the adapter before had learned, it need not have been
     * due.
     */
    private List<Long> starts(UserEvidence user, AdapterVersion newest, long length) {
        UpdateSchedule schedule = recipe.schedule();
        LineageRoot root = newest.lineage().root();
        long since = newest.version() - root.version();
        List<Long> starts = new ArrayList<>();
        long first = schedule.updates(length) - (since - 1);
        long due = schedule.at(first);
        if (!schedule.due(length)) {
            // Only an update out of turn ends at such a length.
            first++;
            due = since == 1 ? length : schedule.at(first);
        }
        if (since >= 1 && due >= firstDue(root)) {
            starts.add(due);
        }
        boolean outOfTurn = audience == Audience.ROSTER || user.eventsErased > 0;
        for (long other = due + 1; outOfTurn && since > 1 && other < schedule.at(first + 1); other++) {
            starts.add(other);
        }
        return starts;
    }

    /** How many events make the first update due after the root. */
    private long firstDue(LineageRoot root) {
        UpdateSchedule schedule = recipe.schedule();
        return root.seen() == 0
                ? schedule.at(1)
                : schedule.at(schedule.updates(root.seen() + recipe.planner().holdout()) + 1);
    }

    private long gaps(LineageRoot root, long start) {
        UpdateSchedule schedule = recipe.schedule();
        return Math.max(0, schedule.updates(start) - schedule.updates(firstDue(root)));
    }

    private static boolean same(AdapterVersion newest, @Nullable AdapterVersion traced) {
        return traced != null
                && traced.version() == newest.version()
                && traced.seen() == newest.seen()
                && traced.lastEventId().equals(newest.lastEventId())
                && traced.lineage().hash().equals(newest.lineage().hash());
    }

    /** Versions before the newest that compaction has not taken yet must lie on the same chain. */
    private void older(UserEvidence user, List<AdapterVersion> traced) {
        Map<Long, AdapterVersion> byNumber = new HashMap<>();
        traced.forEach(version -> byNumber.put(version.version(), version));
        for (AdapterVersion version : user.versions) {
            AdapterVersion same = byNumber.get(version.version());
            if (same != null && version.lineage().known() && !same(version, same)) {
                tally.found(new Finding(
                        Fault.LINEAGE,
                        user.user,
                        adapters,
                        "Version " + version.version() + " has another lineage than the version after it goes back to.",
                        COMPARE));
            }
        }
    }

    /** Whether an update after the newest version was due that made no version. */
    private void overdue(UserEvidence user, VersionTrace trace, long length) {
        boolean ours = trace.own() != null && trace.own().lineage().recipe().equals(provenance.recipe());
        if (guarded || audience != Audience.EVERYONE || !ours || user.blamed) {
            return;
        }
        int before = trace.versions().size();
        long certain = Math.max(length, user.certain());
        trace.learn(user.arrivals(length, certain), true);
        int missing = trace.versions().size() - before;
        if (mayBePutOff(missing)) {
            tally.count(Counted.PUT_OFF, missing);
        } else if (missing > 0) {
            tally.found(new Finding(
                    Fault.VERSION,
                    user.user,
                    adapters,
                    missing + " updates were due after the newest version, which has seen " + length + " of " + certain
                            + " events, and made none.",
                    SEE_LOG));
        }
    }

    private void gaps(UserEvidence user, AdapterVersion newest, Row row) {
        LineageRoot root = newest.lineage().root();
        if (!root.equals(LineageRoot.BASE)) {
            tally.count(Counted.SINCE_ROOT, 1);
        }
        VersionSteps steps = row.steps();
        if (steps != null) {
            between(user, steps);
        }
        if (row.gaps() == 0) {
            return;
        }
        boolean explained = guarded
                || audience == Audience.ROSTER
                || root.version() > 0
                || !user.erased.isEmpty()
                || user.eventsErased > 0;
        if (!explained && mayBePutOff(row.gaps())) {
            tally.count(Counted.PUT_OFF, row.gaps());
        } else if (explained) {
            tally.count(Counted.GAPS, row.gaps());
        } else {
            tally.found(new Finding(
                    Fault.VERSION,
                    user.user,
                    adapters,
                    row.gaps() + " updates were due before version " + (root.version() + 1) + " and made none.",
                    SEE_LOG));
        }
    }

    private boolean mayBePutOff(long updates) {
        return putsOff && updates <= MOST_PUT_OFF;
    }

    private void between(UserEvidence user, VersionSteps steps) {
        UpdateSchedule schedule = recipe.schedule();
        long longest = steps.longestGap(schedule);
        if (guarded || audience == Audience.ROSTER || mayBePutOff(longest)) {
            tally.count(Counted.PUT_OFF, steps.gaps(schedule));
        } else if (longest > 0) {
            tally.found(new Finding(
                    Fault.VERSION,
                    user.user,
                    adapters,
                    longest + " updates in a row were due between two versions and made none.",
                    SEE_LOG));
        }
    }

    private void requireNoneDue(UserEvidence user) {
        boolean mustOwn = audience == Audience.EVERYONE && !guarded && !user.blamed;
        long certain = user.certain();
        long due = recipe.schedule().updates(certain);
        if (mustOwn && mayBePutOff(due)) {
            tally.count(Counted.PUT_OFF, due);
        } else if (mustOwn && due > 0) {
            tally.found(new Finding(
                    Fault.VERSION,
                    user.user,
                    adapters,
                    "There is no adapter, although the user has " + certain + " events and an update is due "
                            + recipe.schedule() + ".",
                    SEE_LOG));
        }
    }

    /** Whether only training again can tell which of a user's updates were dropped. */
    boolean dropped(UserEvidence user) {
        AdapterVersion newest = user.newest();
        return guarded
                && !eventsCut
                && !user.blamed
                && newest != null
                && newest.lineage().recipe().equals(provenance.recipe())
                && newest.seen() + recipe.planner().holdout() <= user.sequence.size()
                && missing(newest) > 0;
    }

    private long missing(AdapterVersion newest) {
        LineageRoot root = newest.lineage().root();
        long length = newest.seen() + recipe.planner().holdout();
        UpdateSchedule schedule = recipe.schedule();
        return root.version() + schedule.updates(length) - schedule.updates(firstDue(root)) + 1 - newest.version();
    }

    private void wrong(UserEvidence user, AdapterVersion newest) {
        if (!newest.lineage().recipe().equals(provenance.recipe())) {
            tally.notChecked(NotChecked.OTHER_RECIPE);
        } else if (eventsCut) {
            tally.notChecked(NotChecked.LOG_CUT);
        } else if (user.blamed) {
            tally.notChecked(NotChecked.BLAMED);
        } else if (dropped(user)) {
            tally.notChecked(NotChecked.DROPPED);
        } else {
            tally.found(new Finding(
                    Fault.LINEAGE,
                    user.user,
                    adapters,
                    "Version " + newest.version() + ", which has seen " + newest.seen() + " events up to "
                            + newest.lastEventId() + ", does not follow from the " + user.sequence.size()
                            + " events of the user's sequence: an event was learned from twice, not at all, or in another"
                            + " order, or the version was made by somebody else.",
                    COMPARE));
        }
    }
}
