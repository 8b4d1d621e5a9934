package dev.intarsia.trainer.share;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.trainer.connect.WholePoll;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link SharingRegister} up to date from all partitions of {@code roster} and {@code consents}. Not
 * thread-safe.
 */
public final class SharingReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SharingReader.class);
    private static final Duration WAIT = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicReader<String, RosterEntry> roster;
    private final TopicReader<String, SharingConsent> consents;
    private final SharingRegister register = new SharingRegister();
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean caughtUp;

    /** @param consumer of no group; closed with this */
    public SharingReader(
            Consumer<byte[], byte[]> consumer,
            TopicReader<String, RosterEntry> roster,
            TopicReader<String, SharingConsent> consents) {
        this.consumer = requireNonNull(consumer);
        this.roster = requireNonNull(roster);
        this.consents = requireNonNull(consents);
    }

    public SharingRegister register() {
        return register;
    }

    /** Whether everything has been read that was there at the first reading. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /**
     * Reads what has come, without waiting once caught up.
     *
     * @return whose standing may have changed
     */
    public Set<String> read() {
        if (ends.isEmpty()) {
            ends = begin();
        }
        Set<String> users = new LinkedHashSet<>();
        WholePoll.poll(consumer, caughtUp ? Duration.ZERO : WAIT, this::change).stream()
                .flatMap(Optional::stream)
                .forEach(change -> {
                    change.applyTo(register);
                    users.add(change.user());
                });
        if (!caughtUp) {
            caughtUp = ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        }
        return users;
    }

    private Map<TopicPartition, Long> begin() {
        List<TopicPartition> partitions = Stream.of(
                        roster.topic().name(), consents.topic().name())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer.endOffsets(partitions);
    }

    private Optional<SharingChange> change(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(roster.topic().name()) ? election(record) : decision(record);
    }

    private Optional<SharingChange> election(ConsumerRecord<byte[], byte[]> record) {
        ReadResult<RosterEntry> read = roster.read(record);
        if (read instanceof ReadResult.Unreadable<RosterEntry> unreadable) {
            return passOver(record, unreadable.cause());
        }
        String user = roster.key(record);
        return Optional.of(
                read instanceof ReadResult.Value<RosterEntry> entry
                        ? new SharingChange.Elected(user, entry.value().getShareRatio())
                        : new SharingChange.Dismissed(user));
    }

    private Optional<SharingChange> decision(ConsumerRecord<byte[], byte[]> record) {
        ReadResult<SharingConsent> read = consents.read(record);
        if (read instanceof ReadResult.Unreadable<SharingConsent> unreadable) {
            return passOver(record, unreadable.cause());
        }
        String user = consents.key(record);
        if (!(read instanceof ReadResult.Value<SharingConsent> consent)) {
            return Optional.of(new SharingChange.Erased(user, Instant.ofEpochMilli(record.timestamp())));
        }
        return Optional.of(
                consent.value().getGranted()
                        ? new SharingChange.Consented(user, consent.value().getShareRatio())
                        : new SharingChange.Withdrawn(user));
    }

    /** The assembler, which reads these topics once, brings such records to the dead letters. */
    private static Optional<SharingChange> passOver(ConsumerRecord<byte[], byte[]> record, Exception cause) {
        log.warn(
                "Passing over {} partition {} offset {}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                cause.getMessage());
        return Optional.empty();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
