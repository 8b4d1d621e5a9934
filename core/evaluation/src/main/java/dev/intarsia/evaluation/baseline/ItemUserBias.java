package dev.intarsia.evaluation.baseline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Mean of all + the item's bias + the user's bias: b_i = Σ(r − μ) / (n_i + λ_i) over the item's values, then
 * b_u = Σ(r − μ − b_i) / (n_u + λ_u) over the user's. Both are those of everything observed so far, so a prediction costs
 * as many steps as the user has values.
 */
public final class ItemUserBias implements Baseline {
    private final double itemShrinkage;
    private final double userShrinkage;
    private final Sums all = new Sums();
    private final Map<String, Sums> items = new HashMap<>();
    private final Map<String, History> users = new HashMap<>();

    /**
     * @param itemShrinkage λ_i
     * @param userShrinkage λ_u
     */
    public ItemUserBias(double itemShrinkage, double userShrinkage) {
        this.itemShrinkage = requireShrinkage(itemShrinkage);
        this.userShrinkage = requireShrinkage(userShrinkage);
    }

    static double requireShrinkage(double shrinkage) {
        if (!(shrinkage >= 0 && shrinkage < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The shrinkage is " + shrinkage + "; give zero or more.");
        }
        return shrinkage;
    }

    @Override
    public double predict(String user, String item) {
        double centre = all.mean();
        Sums own = items.get(item);
        double itemBias = own == null ? 0 : own.bias(centre, itemShrinkage);
        History history = users.get(user);
        return centre + itemBias + (history == null ? 0 : history.bias(centre));
    }

    @Override
    public void observe(Observation observation) {
        all.add(observation.value());
        item(observation.item()).add(observation.value());
        observePersonally(observation);
    }

    /**
     * Takes a value into account for its user's bias alone: so the user's own history counts, and nobody else's
     * prediction changes, as with a base model that was never trained on this user.
     */
    public void observePersonally(Observation observation) {
        users.computeIfAbsent(observation.user(), user -> new History())
                .add(observation.value(), item(observation.item()));
    }

    private Sums item(String item) {
        return items.computeIfAbsent(item, key -> new Sums());
    }

    @Override
    public String name() {
        return "item + user bias";
    }

    /** One user's values, with the standing sums of what they were given to. */
    private final class History {
        private final Sums values = new Sums();
        private final List<Sums> given = new ArrayList<>();

        private void add(double value, Sums item) {
            values.add(value);
            given.add(item);
        }

        private double bias(double centre) {
            double itemBiases = 0;
            for (Sums item : given) {
                itemBiases += item.bias(centre, itemShrinkage);
            }
            return (values.sum() - values.count() * centre - itemBiases) / (values.count() + userShrinkage);
        }
    }
}
