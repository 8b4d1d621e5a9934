package dev.intarsia.trainer.work;

import dev.intarsia.schemas.deadletter.RecordRefusal;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record for the dead letters.
 *
 * @param refusal what is wrong with it
 */
public record RefusedEvent(ConsumerRecord<byte[], byte[]> record, RecordRefusal refusal) {}
