package dev.intarsia.evaluation.baseline;

/** The mean of every value observed. */
public final class GlobalMean implements Baseline {
    private final Sums all = new Sums();

    @Override
    public double predict(String user, String item) {
        return all.mean();
    }

    @Override
    public void observe(Observation observation) {
        all.add(observation.value());
    }

    @Override
    public String name() {
        return "global mean";
    }
}
