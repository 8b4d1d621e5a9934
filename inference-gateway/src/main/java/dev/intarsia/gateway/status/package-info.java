/**
 * The state of the gateway and of a single user, for people and dashboards. All endpoints are read-only.
 */
@NullMarked
package dev.intarsia.gateway.status;

import org.jspecify.annotations.NullMarked;
