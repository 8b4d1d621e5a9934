package dev.intarsia.gateway.freshness;

/**
 * Ages at arrival since this instance caught up.
 *
 * @param arrivals how many versions or assignments arrived
 * @param medianMillis half of them were younger; 0 without arrivals
 * @param p99Millis 99 of 100 were younger
 */
public record FreshnessReport(long arrivals, long medianMillis, long p99Millis) {}
