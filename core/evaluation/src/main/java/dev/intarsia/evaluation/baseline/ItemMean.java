package dev.intarsia.evaluation.baseline;

import java.util.HashMap;
import java.util.Map;

/** The item's mean, shrunk towards the mean of all; the mean of all for an item never observed. */
public final class ItemMean implements Baseline {
    private final double shrinkage;
    private final Sums all = new Sums();
    private final Map<String, Sums> items = new HashMap<>();

    /** @param shrinkage how many values at the mean of all each item counts as having besides its own */
    public ItemMean(double shrinkage) {
        this.shrinkage = ItemUserBias.requireShrinkage(shrinkage);
    }

    @Override
    public double predict(String user, String item) {
        Sums own = items.get(item);
        double centre = all.mean();
        return own == null ? centre : centre + own.bias(centre, shrinkage);
    }

    @Override
    public void observe(Observation observation) {
        all.add(observation.value());
        items.computeIfAbsent(observation.item(), item -> new Sums()).add(observation.value());
    }

    @Override
    public String name() {
        return "item mean";
    }
}
