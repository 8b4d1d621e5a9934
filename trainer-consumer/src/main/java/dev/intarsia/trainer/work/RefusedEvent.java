package dev.intarsia.trainer.work;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record for the dead letters.
 *
 * @param cause what is wrong with it
 */
public record RefusedEvent(ConsumerRecord<byte[], byte[]> record, String cause) {}
