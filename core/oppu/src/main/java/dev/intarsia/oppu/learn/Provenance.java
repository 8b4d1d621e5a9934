package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.UpdatePlan;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.pieces.digest.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What all versions of one trainer are made by; gives each its {@link AdapterLineage}.
 *
 * @param recipe fingerprint of the recipe
 * @param baseModel fingerprint of the base model
 */
public record Provenance(String recipe, String baseModel) {
    /** Stands for the recipe of weights that a person has imported: nobody here trained them. */
    public static final String IMPORTED =
            new Sha256().text("intarsia/imported/1").hex();

    /** A row that has been broken so often begins anew, so that records stay small. */
    private static final int MOST_RUNS = 200;

    public Provenance {
        requireNonNull(recipe);
        requireNonNull(baseModel);
    }

    /**
     * The lineage of weights that a person has imported: a function of these weights alone, with which a chain begins.
     *
     * @param version which they become
     * @param seen how many of the user's events count as seen, from which on training goes on
     * @param digest of the weights
     */
    public AdapterLineage ofImport(long version, long seen, String digest) {
        Sha256 hash = new Sha256()
                .text(IMPORTED)
                .number(version)
                .text(baseModel)
                .number(seen)
                .text(digest);
        return new AdapterLineage(hash.hex(), IMPORTED, LineageRoot.BASE);
    }

    /**
     * The lineage of the version that a plan makes. The chain goes on from the parent's; where there is no parent, or one
     * without a lineage, it begins with an empty text, so it vouches for nothing that the parent had seen.
     *
     * @param before the user's state that the plan was made for
     * @param schedule when updates are due
     * @param released whether the version is out of bounds and counts all the same
     */
    AdapterLineage of(UserState before, UpdatePlan plan, UpdateSchedule schedule, boolean released) {
        AdapterVersion parent = before.own();
        AdapterLineage earlier = parent == null ? AdapterLineage.UNKNOWN : parent.lineage();
        History history = before.history();
        Sha256 hash = new Sha256()
                .text(earlier.hash())
                .number(plan.version())
                .text(recipe)
                .text(baseModel)
                .number(plan.seed())
                .number(plan.from())
                .number(plan.seen());
        for (long number = plan.from(); number < plan.seen(); number++) {
            hash.text(history.event(number).eventId());
        }
        if (plan.level() != LoadLevel.FULL) {
            hash.number(plan.level().number());
        }
        List<UpdateRun> runs = runs(parent, plan, schedule);
        return parent == null || runs.size() <= MOST_RUNS
                ? new AdapterLineage(
                        hash.hex(), recipe, root(parent, plan.version() - 1), runs, released(parent, plan, released))
                : new AdapterLineage(
                        hash.hex(),
                        recipe,
                        new LineageRoot(plan.version() - 1, parent.seen(), earlier.hash(), imported(parent)),
                        runs.subList(runs.size() - 1, runs.size()),
                        released ? List.of(plan.version()) : List.of());
    }

    private List<Long> released(@Nullable AdapterVersion parent, UpdatePlan plan, boolean released) {
        List<Long> earlier = parent == null || !parent.lineage().recipe().equals(recipe)
                ? List.of()
                : parent.lineage().released();
        return released
                ? Stream.concat(earlier.stream(), Stream.of(plan.version())).toList()
                : earlier;
    }

    /** Where the row of versions goes on with this one, after what its parent says of those before. */
    private List<UpdateRun> runs(@Nullable AdapterVersion parent, UpdatePlan plan, UpdateSchedule schedule) {
        UpdateRun now = new UpdateRun(plan.version(), plan.seen(), plan.level());
        if (parent == null || !parent.lineage().recipe().equals(recipe)) {
            return plan.level() == LoadLevel.FULL ? List.of() : List.of(now);
        }
        List<UpdateRun> earlier = parent.lineage().runs();
        LoadLevel before = earlier.isEmpty()
                ? LoadLevel.FULL
                : earlier.get(earlier.size() - 1).level();
        if (plan.level() == before && plan.seen() == schedule.after(parent.seen(), before.dues())) {
            return earlier;
        }
        List<UpdateRun> more = new ArrayList<>(earlier);
        if (earlier.isEmpty()) {
            more.add(new UpdateRun(parent.version(), parent.seen(), LoadLevel.FULL));
        }
        more.add(now);
        return more;
    }

    private LineageRoot root(@Nullable AdapterVersion parent, long newest) {
        if (parent == null) {
            return new LineageRoot(newest, 0, "");
        }
        AdapterLineage earlier = parent.lineage();
        return earlier.recipe().equals(recipe)
                ? earlier.root()
                : new LineageRoot(newest, parent.seen(), earlier.hash(), imported(parent));
    }

    /** Digest of the weights that the versions up to this one go back to, where these were imported. */
    private static String imported(AdapterVersion version) {
        return version.lineage().recipe().equals(IMPORTED)
                ? version.digest()
                : version.lineage().root().imported();
    }
}
