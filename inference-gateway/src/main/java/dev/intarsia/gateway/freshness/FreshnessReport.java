package dev.intarsia.gateway.freshness;

/**
 * Ages at arrival since this instance caught up.
 *
 * @param arrivals how many versions or assignments arrived since then
 * @param medianMillis half of those of the window were younger; 0 where none arrived in it
 * @param p99Millis 99 of 100 of those of the window were younger; 0 where none arrived in it
 */
public record FreshnessReport(long arrivals, long medianMillis, long p99Millis) {}
