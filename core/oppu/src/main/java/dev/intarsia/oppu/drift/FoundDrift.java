package dev.intarsia.oppu.drift;

/**
 * A user's newest events were harder to predict than those before, by more than chance explains.
 *
 * @param before mean loss of the events before, in nats per response token
 * @param after mean loss of the newest events, likewise
 * @param pValue how likely a difference as large is where nothing has changed
 */
public record FoundDrift(double before, double after, double pValue) {}
