package dev.intarsia.schemas.topic;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.DriftReport;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.avro.Release;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.config.ConsumerGroupSection;
import java.time.Duration;
import java.util.List;

/**
 * The catalogue: every topic there is. All have the same number of partitions, so that a user has the
 * same partition number in each.
 *
 * <p>A record on another partition than its key's, or one that breaks its topic's rules, goes to the dead letters by one
 * service alone, the topic's {@code refusedBy}: {@code events} by the trainer, which counts them; {@code consents},
 * {@code signatures}, {@code gates}, {@code roster} and {@code releases} by the assembler, which reads each record once and in a
 * transaction; {@code adapters}, {@code pieces} and {@code assignments} by the gateway that holds the partition.
 *
 * @param events what users did; no value takes one record out
 * @param consents who shares; no value erases the user, or the one event that the key names
 * @param signatures what one event says of its user
 * @param adapters each user's own adapter, with its optimizer state where that is kept; private
 * @param drifts when what a user did last changed; no value erases it
 * @param pieces what sharers share; no value withdraws
 * @param gates what scores the pieces, one for each; no value withdraws
 * @param roster who is elected to share; no value ends the election
 * @param assignments which pieces make up a user's assembled adapter; no value erases it
 * @param erasures what was removed of erased users; names nobody, and what is wrong on it is passed over by all
 * @param releases who is let go on by an operator; no value takes the order back
 * @param deadLetters records that could not be read or used, as they came
 */
public record Topics(
        Topic<EventKey, BehaviorEvent> events,
        Topic<ConsentKey, SharingConsent> consents,
        Topic<String, EventSignature> signatures,
        Topic<ModuleKey, AdapterModule> adapters,
        Topic<String, DriftReport> drifts,
        Topic<ModuleKey, Piece> pieces,
        Topic<ModuleKey, Gate> gates,
        Topic<String, RosterEntry> roster,
        Topic<String, Assignment> assignments,
        Topic<ErasureKey, ErasureProgress> erasures,
        Topic<String, Release> releases,
        Topic<byte[], byte[]> deadLetters) {
    public static final int DEFAULT_PARTITIONS = 8;

    /** Half a day, so that with the wait for a segment's end what was taken out is gone within a day. */
    private static final Duration TAKEN_OUT = Duration.ofHours(12);

    private static final Cleanup COMPACT = new Cleanup.Compact(Duration.ofDays(1));

    /** The catalogue under its own names with {@link #DEFAULT_PARTITIONS} partitions. */
    public static Topics standard() {
        return of("", DEFAULT_PARTITIONS);
    }

    /** The catalogue as a service is told to name and cut it. */
    public static Topics of(ConsumerGroupSection kafka) {
        return of(kafka.topicPrefix().orElse(""), kafka.partitions());
    }

    /**
     * The catalogue beside others on one broker.
     *
     * @param prefix put before every name, as in {@code staging.}; empty for none
     * @param partitions of each topic
     */
    public static Topics of(String prefix, int partitions) {
        return of(prefix, partitions, Retention.STANDARD);
    }

    /**
     * The catalogue beside others on one broker, for whoever creates it.
     *
     * @param prefix put before every name, as in {@code staging.}; empty for none
     * @param partitions of each topic
     * @param retention how long what nothing replaces stays
     */
    public static Topics of(String prefix, int partitions, Retention retention) {
        return new Topics(
                new Topic<>(
                        prefix + "events",
                        partitions,
                        new Cleanup.CompactAndDelete(TAKEN_OUT, retention.events()),
                        Owner.INGEST,
                        Owner.TRAINER_CONSUMER,
                        KeyFormat.EVENT,
                        BehaviorEvent.class),
                new Topic<>(
                        prefix + "consents",
                        partitions,
                        // Whoever reads events again must also find that their user was erased since.
                        new Cleanup.CompactLate(retention.events()),
                        Owner.INGEST,
                        Owner.ASSEMBLER_STREAM,
                        KeyFormat.CONSENT,
                        SharingConsent.class),
                new Topic<>(
                        prefix + "signatures",
                        partitions,
                        new Cleanup.Delete(retention.signatures()),
                        Owner.TRAINER_CONSUMER,
                        Owner.ASSEMBLER_STREAM,
                        KeyFormat.USER,
                        EventSignature.class),
                new Topic<>(
                        prefix + "adapters",
                        partitions,
                        COMPACT,
                        Owner.TRAINER_CONSUMER,
                        Owner.INFERENCE_GATEWAY,
                        KeyFormat.MODULE,
                        AdapterModule.class),
                new Topic<>(
                        prefix + "drifts",
                        partitions,
                        COMPACT,
                        Owner.TRAINER_CONSUMER,
                        Owner.TRAINER_CONSUMER,
                        KeyFormat.USER,
                        DriftReport.class),
                new Topic<>(
                        prefix + "pieces",
                        partitions,
                        COMPACT,
                        Owner.TRAINER_CONSUMER,
                        Owner.INFERENCE_GATEWAY,
                        KeyFormat.MODULE,
                        Piece.class),
                new Topic<>(
                        prefix + "gates",
                        partitions,
                        COMPACT,
                        Owner.TRAINER_CONSUMER,
                        Owner.ASSEMBLER_STREAM,
                        KeyFormat.MODULE,
                        Gate.class),
                new Topic<>(
                        prefix + "roster",
                        partitions,
                        COMPACT,
                        Owner.ASSEMBLER_STREAM,
                        Owner.ASSEMBLER_STREAM,
                        KeyFormat.USER,
                        RosterEntry.class),
                new Topic<>(
                        prefix + "assignments",
                        partitions,
                        COMPACT,
                        Owner.ASSEMBLER_STREAM,
                        Owner.INFERENCE_GATEWAY,
                        KeyFormat.USER,
                        Assignment.class),
                new Topic<>(
                        prefix + "erasures",
                        partitions,
                        COMPACT,
                        Owner.TRAINER_CONSUMER,
                        Owner.INGEST,
                        KeyFormat.ERASURE,
                        ErasureProgress.class),
                new Topic<>(
                        prefix + "releases",
                        partitions,
                        COMPACT,
                        Owner.OPERATOR,
                        Owner.ASSEMBLER_STREAM,
                        KeyFormat.USER,
                        Release.class),
                new Topic<>(
                        prefix + "dead-letters",
                        partitions,
                        new Cleanup.Delete(retention.deadLetters()),
                        Owner.EVERY_SERVICE,
                        Owner.EVERY_SERVICE,
                        KeyFormat.BYTES,
                        byte[].class));
    }

    /** All topics, in the order of the way of an event. */
    public List<Topic<?, ?>> all() {
        return List.of(
                events,
                consents,
                signatures,
                adapters,
                drifts,
                pieces,
                gates,
                roster,
                assignments,
                erasures,
                releases,
                deadLetters);
    }
}
