package dev.intarsia.trainer.work;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record for the dead letters.
 *
 * @param cause what is wrong with it
 */
public record Refusal(ConsumerRecord<byte[], byte[]> record, String cause) {}
