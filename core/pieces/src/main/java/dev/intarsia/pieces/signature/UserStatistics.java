package dev.intarsia.pieces.signature;

/**
 * What is kept of the signatures of one user's events. Each event is to be added once. Whatever the order in which events
 * arrive and are taken out, late ones included, {@link #sum()} is the same up to float rounding.
 *
 * <p>Immutable; it holds signatures of one base model only, which the caller sees to.
 */
public sealed interface UserStatistics permits SignatureSum, SignatureWindow {
    /** Those of no events, under any decay. */
    static UserStatistics empty() {
        return SignatureSum.empty();
    }

    /** The sum of the events that count, each with its weight. */
    SignatureSum sum();

    /** How many events count. */
    long events();

    /**
     * These and one more event, be it earlier or later than those before.
     *
     * @throws IncompatibleSignatureException when it has no modules, other modules or lengths, or a number that is not finite
     *     or beyond 1e15
     * @throws IllegalArgumentException as {@link #requireUnder} does
     */
    UserStatistics add(DatedSignature event, Decay decay);

    /**
     * These without an event that was added: its very id, time and vectors.
     *
     * @throws IncompatibleSignatureException when it cannot have been added
     * @throws IllegalArgumentException as {@link #requireUnder} does
     */
    UserStatistics without(DatedSignature event, Decay decay);

    /**
     * Checks that these can go on under a decay, which may be another than before.
     *
     * @throws IllegalArgumentException where what is kept does not suffice for it
     */
    void requireUnder(Decay decay);
}
