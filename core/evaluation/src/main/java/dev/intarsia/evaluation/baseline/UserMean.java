package dev.intarsia.evaluation.baseline;

import java.util.HashMap;
import java.util.Map;

/** The user's mean; the mean of all for a user never observed. */
public final class UserMean implements Baseline {
    private final Sums all = new Sums();
    private final Map<String, Sums> users = new HashMap<>();

    @Override
    public double predict(String user, String item) {
        Sums own = users.get(user);
        return own == null ? all.mean() : own.mean();
    }

    @Override
    public void observe(Observation observation) {
        all.add(observation.value());
        observePersonally(observation);
    }

    /** Takes a value into account for its user's mean alone. */
    public void observePersonally(Observation observation) {
        users.computeIfAbsent(observation.user(), user -> new Sums()).add(observation.value());
    }

    @Override
    public String name() {
        return "user mean";
    }
}
