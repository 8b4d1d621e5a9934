/**
 * What the gateway knows of itself and of a user, for people and dashboards. Nothing here changes anything.
 */
@NullMarked
package dev.intarsia.gateway.status;

import org.jspecify.annotations.NullMarked;
