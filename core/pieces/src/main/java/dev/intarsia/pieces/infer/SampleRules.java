package dev.intarsia.pieces.infer;

/**
 * How large the sample of the population's events is.
 *
 * @param users how many users take part, those of the lowest ranks; at least 1
 * @param eventsPerUser how many events each brings at most, so that nobody counts for much; at least 1
 */
public record SampleRules(int users, int eventsPerUser) {
    public SampleRules {
        if (users < 1 || eventsPerUser < 1) {
            throw new IllegalArgumentException("A sample needs at least one user and one event of each, not " + users
                    + " and " + eventsPerUser + "; correct the configuration of the population's sample.");
        }
    }
}
