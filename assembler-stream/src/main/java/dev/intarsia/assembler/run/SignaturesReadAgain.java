package dev.intarsia.assembler.run;

import static java.util.Objects.requireNonNull;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.user.Behavior;
import dev.intarsia.assembler.user.PastSignatures;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads signatures from their topic, with a consumer of its own for each question. Erasures that are dated long ago cannot
 * hold up the others: where there are many, what their users did since is forgotten too.
 */
public final class SignaturesReadAgain implements PastSignatures {
    /** How far the clocks of ingest and trainer may lie apart. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private static final Duration POLL = Duration.ofMillis(200);
    /** Others wait meanwhile; an erasure dated long ago would have all of the log read. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(SignaturesReadAgain.class);

    /** Erasures arrive within seconds; what is older was held up, or is dated wrongly and reads much of the log. */
    private static final Duration LONG_AGO = Duration.ofHours(1);

    /** Reading for such ones takes a part of the time that is no larger than one in so many. */
    private static final int REST = 20;

    private final Map<String, Object> settings;
    private final TopicReader<String, EventSignature> reader;
    private volatile Instant restUntil = Instant.EPOCH;

    public SignaturesReadAgain(AssemblerConfig.Kafka kafka, TopicReader<String, EventSignature> reader) {
        settings = new HashMap<>(kafka.clientSettings());
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        this.reader = requireNonNull(reader);
    }

    @Override
    public List<EventSignature> of(String user, int partition, Instant after, Behavior counted) {
        Instant begun = Instant.now();
        if (after.plus(LONG_AGO).isAfter(begun)) {
            return readAgain(user, partition, after, counted);
        }
        if (begun.isBefore(restUntil)) {
            log.warn("An erasure dated {} is taken to be of today, since others as old were looked up just now", after);
            return List.of();
        }
        List<EventSignature> found = readAgain(user, partition, after, counted);
        Instant ended = Instant.now();
        restUntil = ended.plus(Duration.between(begun, ended).multipliedBy(REST));
        return found;
    }

    private List<EventSignature> readAgain(String user, int partition, Instant after, Behavior counted) {
        TopicPartition at = new TopicPartition(reader.topic().name(), partition);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(at));
            long from = Math.max(0, after.minus(CLOCKS).toEpochMilli());
            OffsetAndTimestamp first =
                    consumer.offsetsForTimes(Map.of(at, from)).get(at);
            if (first == null) {
                return List.of();
            }
            consumer.seek(at, first.offset());
            return read(consumer, at, new Wanted(user, after, counted));
        }
    }

    private record Wanted(String user, Instant after, Behavior counted) {
        boolean includes(EventSignature signature) {
            return signature.getUser().equals(user) && signature.getIngestedAt().isAfter(after);
        }

        /** An event and its retraction have one id, but were not accepted at one moment. */
        boolean endsWith(EventSignature signature) {
            return signature.getEventId().equals(counted.lastEventId())
                    && signature.getIngestedAt().equals(counted.lastIngestedAt());
        }
    }

    private List<EventSignature> read(Consumer<byte[], byte[]> consumer, TopicPartition at, Wanted wanted) {
        List<EventSignature> found = new ArrayList<>();
        long end = requireNonNull(consumer.endOffsets(List.of(at)).get(at));
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        long begin = consumer.position(at);
        while (consumer.position(at) < end) {
            if (System.nanoTime() - giveUp > 0) {
                if (consumer.position(at) == begin) {
                    throw new TimeoutException("Signatures of an erased user who came back could not be read again"
                            + " within " + PATIENCE.toSeconds() + " s.");
                }
                log.warn(
                        "Of an erased user who came back {} signatures count again; what else is on {} since is left"
                                + " out, since reading it takes more than {} s",
                        found.size(),
                        at,
                        PATIENCE.toSeconds());
                return found;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Optional<EventSignature> signature = signature(record).filter(wanted::includes);
                signature.ifPresent(found::add);
                if (signature.isPresent() && wanted.endsWith(signature.get())) {
                    return found;
                }
            }
        }
        return found;
    }

    private Optional<EventSignature> signature(ConsumerRecord<byte[], byte[]> record) {
        return reader.read(record) instanceof ReadResult.Value<EventSignature> value
                ? Optional.of(value.value())
                : Optional.empty();
    }
}
