package dev.intarsia.pieces.assemble;

/**
 * By how much a user's evidence is discounted, since a user's events resemble each other and so say less than as many
 * independent ones: {@code T(n) = start · (1 + n / growth)} for n events. With growth g, no history counts for more than
 * {@code g / start} independent events.
 *
 * @param start T of the first event, above 0
 * @param growth events after which T has doubled, above 0; infinite for a T that stays
 */
public record Temper(double start, double growth) {
    public Temper {
        if (!(start > 0 && start < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The temper at the start is a number above 0, not " + start
                    + "; correct the weights' configuration.");
        }
        if (!(growth > 0)) {
            throw new IllegalArgumentException("The temper doubles after a number of events above 0, not " + growth
                    + "; correct the weights' configuration.");
        }
    }

    /** T for a number of events, decayed or not. */
    double after(double events) {
        return start * (1 + events / growth);
    }
}
