/**
 * The gateway's metrics for Prometheus. Every meter is named here and nowhere else.
 */
@NullMarked
package dev.intarsia.gateway.metrics;

import org.jspecify.annotations.NullMarked;
