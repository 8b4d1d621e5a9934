package dev.intarsia.pieces.election;

/**
 * How elections are held.
 *
 * @param capacity how many seats there are
 * @param minEvents a candidate has more events than this
 * @param growth how much the number of candidates must grow before all seats are up for election again
 * @param challenge how many times a sharer's events a challenger must have
 * @param seed of the clusters' starts
 */
public record ElectionRules(int capacity, long minEvents, double growth, double challenge, long seed) {}
