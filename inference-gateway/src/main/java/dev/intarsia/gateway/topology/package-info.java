/**
 * What the gateway keeps of its users, as one Kafka Streams topology: assignments, complete adapters and recent
 * history. A consent without a value drops everything of a user, and what was derived before that never comes back.
 */
@NullMarked
package dev.intarsia.gateway.topology;

import org.jspecify.annotations.NullMarked;
