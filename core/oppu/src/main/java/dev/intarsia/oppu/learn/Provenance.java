package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.update.UpdatePlan;
import dev.intarsia.pieces.digest.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What all versions of one trainer are made by; gives each its {@link AdapterLineage}.
 *
 * @param recipe fingerprint of the recipe
 * @param baseModel fingerprint of the base model
 */
public record Provenance(String recipe, String baseModel) {
    public Provenance {
        requireNonNull(recipe);
        requireNonNull(baseModel);
    }

    /**
     * The lineage of the version that a plan makes. The chain goes on from the parent's; where there is no parent, or one
     * without a lineage, it begins with an empty text, so it vouches for nothing that the parent had seen.
     *
     * @param before the user's state that the plan was made for
     */
    AdapterLineage of(UserState before, UpdatePlan plan) {
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
        return new AdapterLineage(hash.hex(), recipe, root(parent, plan.version() - 1));
    }

    private LineageRoot root(@Nullable AdapterVersion parent, long newest) {
        if (parent == null) {
            return new LineageRoot(newest, 0, "");
        }
        AdapterLineage earlier = parent.lineage();
        return earlier.recipe().equals(recipe)
                ? earlier.root()
                : new LineageRoot(newest, parent.seen(), earlier.hash());
    }
}
