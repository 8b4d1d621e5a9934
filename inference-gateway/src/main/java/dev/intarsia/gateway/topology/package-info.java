/**
 * The gateway's state per user, as one Kafka Streams topology: assignments, complete adapters and recent history. A
 * tombstone on the consents topic deletes everything of a user, and what was derived before it is never restored.
 */
@NullMarked
package dev.intarsia.gateway.topology;

import org.jspecify.annotations.NullMarked;
