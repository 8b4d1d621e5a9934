package dev.intarsia.trainer.work;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.ScoredEvent;
import dev.intarsia.oppu.learn.UpdateOutcome;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.DriftReport;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.deadletter.DeadLetters;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.TopicWriter;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.schemas.topic.WithdrawalReason;
import dev.intarsia.trainer.wire.AdapterRecords;
import dev.intarsia.trainer.wire.DriftReports;
import dev.intarsia.trainer.wire.PieceRecords;
import dev.intarsia.trainer.wire.SignatureRecords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes a {@link TransactionOutput} with a producer, within the transaction that is open. */
public final class TransactionWriter {
    private static final String SERVICE = "trainer-consumer";
    /** The local store, in a report. */
    private static final String STATE = "trainer-state";
    /** The sums that assignments rest on, in a report. */
    private static final String STATISTICS = "assembler-statistics";

    private final Topics topics;
    private final TopicWriter<String, EventSignature> signatures;
    private final TopicWriter<ModuleKey, AdapterModule> adapters;
    private final TopicWriter<String, DriftReport> drifts;
    private final TopicWriter<ModuleKey, Piece> pieces;
    private final TopicWriter<ModuleKey, Gate> gates;
    private final TopicWriter<ErasureKey, ErasureProgress> erasures;
    private final PieceRecords cutter;
    private final SignatureRecords signing;
    private final String baseModel;
    private final int partitions;

    /** @param partitions how many partitions each topic has */
    public TransactionWriter(
            Topics topics,
            AvroSerdes serdes,
            PieceRecords cutter,
            SignatureRecords signing,
            String baseModel,
            int partitions) {
        this.topics = requireNonNull(topics);
        this.signatures = serdes.writer(topics.signatures());
        this.adapters = serdes.writer(topics.adapters());
        this.drifts = serdes.writer(topics.drifts());
        this.pieces = serdes.writer(topics.pieces());
        this.gates = serdes.writer(topics.gates());
        this.erasures = serdes.writer(topics.erasures());
        this.cutter = requireNonNull(cutter);
        this.signing = requireNonNull(signing);
        this.baseModel = requireNonNull(baseModel);
        this.partitions = partitions;
    }

    /**
     * Sends everything but the offsets. Of a user's versions in one batch only the last is written, since it would replace
     * the others at once.
     *
     * @param positions told where the records of {@code adapters}, {@code pieces} and {@code gates} lie
     * @throws dev.intarsia.schemas.registry.RegistryUnavailableException where the registry stays out
     */
    public void write(TransactionOutput output, Producer<byte[], byte[]> producer, WrittenPositions positions) {
        DeadLetters deadLetters = new DeadLetters(producer, topics.deadLetters(), SERVICE);
        output.refused().forEach(refusal -> deadLetters.send(refusal.record(), refusal.refusal()));
        output.followed().forEach(followed -> retract(followed, producer));
        for (ScoredEvent scored : output.batchResult().scored()) {
            EventSignature signature = signing.of(scored);
            producer.send(signatures.record(partitions, signature.getUser(), signature));
        }
        for (TopicChanges changes : output.changes()) {
            write(changes, output, record -> producer.send(record, positions));
            Instant moment = output.erased().get(changes.user());
            if (moment != null) {
                Map<String, Long> removed = removed(
                        changes.erased().size(), changes.pieces().withdrawn().size(), 1);
                removed.put(topics.drifts().name(), 1L);
                producer.send(report(ErasureKey.erasure(changes.user(), moment), moment, removed, Map.of()));
            }
        }
        writeDrifts(output, producer);
        output.followed().forEach(followed -> producer.send(report(followed, output)));
    }

    /** What erased events had a part in goes first. */
    private void writeDrifts(TransactionOutput output, Producer<byte[], byte[]> producer) {
        Stream.concat(
                        output.erased().keySet().stream(),
                        output.followed().stream()
                                .filter(FollowedErasure::untrained)
                                .map(followed -> followed.erasure().user()))
                .distinct()
                .forEach(user -> producer.send(drifts.record(partitions, user, null)));
        for (UpdateOutcome update : output.batchResult().updates()) {
            if (update instanceof UpdateOutcome.Published published && published.drift() != null) {
                producer.send(drifts.record(
                        partitions,
                        published.user(),
                        DriftReports.of(published.user(), published.standing(), published.drift())));
            }
        }
    }

    /** Before the signatures of the batch: of the same event, sent again, the later one counts. */
    private void retract(FollowedErasure followed, Producer<byte[], byte[]> producer) {
        FollowedErasure.Retraction retraction = followed.retraction();
        if (retraction != null) {
            EventSignature signature = signing.retraction(
                    retraction.event(),
                    retraction.signature(),
                    followed.erasure().moment(),
                    retraction.eventsAfter());
            producer.send(signatures.record(partitions, signature.getUser(), signature));
        }
    }

    private ProducerRecord<byte[], byte[]> report(FollowedErasure followed, TransactionOutput output) {
        Optional<TopicChanges> changes =
                output.changes().stream().filter(followed::replaces).findFirst();
        Map<String, Long> removed = removed(
                changes.map(TopicChanges::adapterRecords).orElse(0),
                changes.map(one -> one.pieces().withdrawn().size()
                                + one.pieces().cut().size())
                        .orElse(0),
                followed.known() ? 1 : 0);
        removed.put(ErasureKey.RETRACTIONS, followed.retraction() == null ? 0L : 1);
        return report(
                followed.erasure().id(),
                followed.erasure().moment(),
                removed,
                followed.counts() ? Map.of(STATISTICS, 1L) : Map.of());
    }

    private Map<String, Long> removed(long modules, long pieceRecords, long states) {
        return new TreeMap<>(Map.of(
                topics.adapters().name(),
                modules,
                topics.pieces().name(),
                pieceRecords,
                topics.gates().name(),
                pieceRecords,
                STATE,
                states));
    }

    private void write(
            TopicChanges changes, TransactionOutput output, Consumer<ProducerRecord<byte[], byte[]>> sending) {
        String user = changes.user();
        changes.erased()
                .forEach(module -> sending.accept(adapters.record(partitions, new ModuleKey(user, module), null)));
        changes.pieces()
                .withdrawn()
                .forEach(module ->
                        withdraw(new ModuleKey(user, module), changes.pieces().reason(), sending));
        if (!changes.newVersion() && changes.pieces().cut().isEmpty()) {
            return;
        }
        AdapterVersion standing = requireNonNull(output.overlay().of(user).own());
        AdapterState state = output.overlay().adapter(user);
        if (changes.newVersion()) {
            AdapterRecords.of(user, standing, state, baseModel)
                    .forEach(module -> sending.accept(
                            adapters.record(partitions, new ModuleKey(user, module.getModule()), module)));
        }
        changes.pieces().cut().forEach((module, mark) -> {
            ModuleKey key = new ModuleKey(user, module.text());
            Piece piece = cutter.cut(user, standing, state.adapter(), module);
            sending.accept(pieces.record(partitions, key, piece));
            sending.accept(gates.record(
                    partitions, key, cutter.gate(piece, output.gates().of(user, module), mark.sketch())));
        });
    }

    private ProducerRecord<byte[], byte[]> report(
            String erasure, Instant moment, Map<String, Long> removed, Map<String, Long> left) {
        Instant now = Instant.now();
        return erasures.record(
                partitions,
                new ErasureKey(erasure, ErasureKey.TRAINER_RECORDS),
                ErasureProgress.newBuilder()
                        .setErasure(erasure)
                        .setPart(ErasureKey.TRAINER_RECORDS)
                        .setMoment(moment)
                        .setRecordedAt(now)
                        .setRemoved(removed)
                        .setLeft(left)
                        .setComplete(true)
                        .setFinalBy(now.plus(topics.adapters().cleanup().goneWithin()))
                        .build());
    }

    /** A piece and its gate go together, for the same reason. */
    private void withdraw(ModuleKey piece, WithdrawalReason reason, Consumer<ProducerRecord<byte[], byte[]>> sending) {
        for (ProducerRecord<byte[], byte[]> record :
                List.of(pieces.record(partitions, piece, null), gates.record(partitions, piece, null))) {
            record.headers().add(reason.header());
            sending.accept(record);
        }
    }
}
