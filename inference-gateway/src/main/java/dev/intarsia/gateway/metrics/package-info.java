/**
 * What the gateway counts and times, for Prometheus. Meters are named once, here.
 */
@NullMarked
package dev.intarsia.gateway.metrics;

import org.jspecify.annotations.NullMarked;
