package dev.intarsia.trainer.share;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.avro.Release;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.trainer.connect.LenientReading;
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
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Keeps a {@link SharingRegister} up to date from all partitions of {@code roster}, {@code consents}, {@code erasures}
 * and {@code releases}.
 * Not thread-safe.
 */
public final class SharingReader implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SharingChange NOTHING = new SharingChange(register -> Optional.empty());

    private final Consumer<byte[], byte[]> consumer;
    private final TopicReader<String, RosterEntry> roster;
    private final TopicReader<ConsentKey, SharingConsent> consents;
    private final TopicReader<ErasureKey, ErasureProgress> erasures;
    private final TopicReader<String, Release> releases;
    private final LenientReading lenient;
    private final SharingRegister register = new SharingRegister();
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean caughtUp;

    /**
     * @param consumer of no group; closed with this
     * @param lenient passes over what is wrong, which the assembler brings to the dead letters
     */
    public SharingReader(
            Consumer<byte[], byte[]> consumer,
            TopicReader<String, RosterEntry> roster,
            TopicReader<ConsentKey, SharingConsent> consents,
            TopicReader<ErasureKey, ErasureProgress> erasures,
            TopicReader<String, Release> releases,
            LenientReading lenient) {
        this.consumer = requireNonNull(consumer);
        this.roster = requireNonNull(roster);
        this.consents = requireNonNull(consents);
        this.erasures = requireNonNull(erasures);
        this.releases = requireNonNull(releases);
        this.lenient = requireNonNull(lenient);
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
        take(caughtUp ? Duration.ZERO : WAIT, users);
        if (!caughtUp) {
            caughtUp = past(ends);
        }
        return users;
    }

    /**
     * Reads everything that is there now. Whatever was read of the events before is then later than no decision that
     * is not known.
     *
     * @param changed gets whose standing may have changed, also where this fails
     * @throws TimeoutException where the broker does not give it in time
     */
    public void readToEnd(Set<String> changed) {
        readToEnd(changed, PATIENCE);
    }

    /** The same with a patience of the caller's. */
    public void readToEnd(Set<String> changed, Duration patience) {
        Map<TopicPartition, Long> now = consumer.endOffsets(consumer.assignment());
        long deadline = System.nanoTime() + patience.toNanos();
        while (!past(now)) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("What users decided could not be read within " + patience.toSeconds()
                        + " s; the events wait for it.");
            }
            take(WAIT, changed);
        }
    }

    private boolean past(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(Duration wait, Set<String> changed) {
        WholePoll.poll(consumer, wait, this::change).stream()
                .flatMap(Optional::stream)
                .forEach(change -> change.effect().apply(register).ifPresent(changed::add));
    }

    private Map<TopicPartition, Long> begin() {
        List<TopicPartition> partitions = Stream.of(
                        roster.topic().name(),
                        consents.topic().name(),
                        erasures.topic().name(),
                        releases.topic().name())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer.endOffsets(partitions);
    }

    /** The assembler, which reads these topics once, brings what is wrong to the dead letters, and erasures to their place. */
    private Optional<SharingChange> change(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(roster.topic().name())) {
            return lenient.read(roster, record, SharingReader::elected, SharingReader::dismissed);
        }
        if (record.topic().equals(releases.topic().name())) {
            return lenient.read(releases, record, SharingReader::released, SharingReader::retained);
        }
        return record.topic().equals(erasures.topic().name())
                ? lenient.read(erasures, record, SharingReader::removed, key -> NOTHING)
                : lenient.read(
                        consents,
                        record,
                        SharingReader::decided,
                        key -> erased(key, Instant.ofEpochMilli(record.timestamp())));
    }

    private static SharingChange elected(String user, RosterEntry entry) {
        return entry.getQuarantine().isEmpty()
                ? SharingChange.of(user, register -> register.elect(user, entry.getShareRatio()))
                : dismissed(user);
    }

    /** It is asked for at the next update, and changes no record until then. */
    private static SharingChange released(String user, Release release) {
        Instant since = release.getHeldSince();
        if (since == null) {
            return retained(user);
        }
        return new SharingChange(register -> {
            register.release(user, release.getGoodVersion(), since);
            return Optional.empty();
        });
    }

    private static SharingChange retained(String user) {
        return new SharingChange(register -> {
            register.retain(user);
            return Optional.empty();
        });
    }

    private static SharingChange dismissed(String user) {
        return SharingChange.of(user, register -> register.dismiss(user));
    }

    private static SharingChange decided(ConsentKey key, SharingConsent consent) {
        String user = key.user();
        return SharingChange.of(
                user,
                consent.getGranted()
                        ? register -> register.consent(user, consent.getShareRatio())
                        : register -> register.withdraw(user));
    }

    private static SharingChange erased(ConsentKey key, Instant moment) {
        return SharingChange.of(
                key.user(),
                key.isEvent()
                        ? register -> register.events().erase(key, moment)
                        : register -> register.erase(key.user(), moment));
    }

    private static SharingChange removed(ErasureKey key, ErasureProgress progress) {
        return key.part().equals(ErasureKey.TRAINER_RECORDS)
                ? new SharingChange(register -> register.events().followed(key.erasure(), progress.getRecordedAt()))
                : NOTHING;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
