package dev.intarsia.gateway.topology;

import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.model.compose.PooledPiece;
import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.deadletter.RecordFault;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.deadletter.RefusalLog;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.registry.RegistryUnavailableException;
import dev.intarsia.schemas.serde.MisplacedRecordException;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.KeyFormat;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.validation.InvalidRecordException;
import dev.intarsia.schemas.validation.RefusalReason;
import dev.intarsia.service.refusal.RefusedCounter;
import dev.intarsia.service.streams.GlobalRefusals;
import dev.intarsia.service.streams.SourceRecord;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the pool equal to the pieces topic. Every instance reads all of it; {@link PieceLetters} of the one that works on
 * its partition sends a refused piece to the dead letters. A piece that cannot be used takes the one before it away, as it
 * does for a gateway that starts later and never sees that one.
 */
final class PieceStoreProcessor implements Processor<byte[], byte[], Void, Void> {
    private static final Logger log = LoggerFactory.getLogger(PieceStoreProcessor.class);

    private final TopicReader<ModuleKey, Piece> reader;
    private final ServedPieces pool;
    private final GlobalRefusals refused;
    private final RefusedRecords counts;
    private final RecordFit fit;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, String> index;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before it hands over records.
    PieceStoreProcessor(
            TopicReader<ModuleKey, Piece> reader,
            ServedPieces pool,
            GlobalRefusals refused,
            RefusedRecords counts,
            RecordFit fit) {
        this.counts = counts;
        this.fit = fit;
        this.reader = reader;
        this.pool = pool;
        this.refused = refused;
    }

    @Override
    public void init(ProcessorContext<Void, Void> initial) {
        context = initial;
        index = initial.getStateStore(StoreNames.PIECES);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        SourceRecord read = SourceRecord.of(record, context);
        ReadResult<Piece> result = readPatiently(read);
        if (result instanceof ReadResult.Unreadable<Piece> unreadable) {
            refuse(read, unreadable.cause());
            return;
        }
        try {
            follow(reader.key(record.key()), result).ifPresent(unfit -> unfit(read, unfit));
        } catch (RuntimeException e) {
            if (!RecordFault.is(e)) {
                throw e;
            }
            refuse(read, e);
        }
    }

    /** A record on another partition than its key's says nothing of the piece that is on that one. */
    private void refuse(SourceRecord read, RuntimeException fault) {
        ModuleKey key = KeyFormat.MODULE
                .serde()
                .deserializer()
                .deserialize(read.topic(), read.content().key());
        if (key != null && !(fault instanceof MisplacedRecordException)) {
            withdraw(key);
        }
        refused.add(read, RecordRefusal.of(fault), context.currentSystemTimeMs());
    }

    /** It stays in the pool, since serving takes up no piece that does not fit. */
    private void unfit(SourceRecord read, RecordRefusal refusal) {
        counts.refused(read.topic(), RefusedCounter.Outcome.UNFIT, refusal.reason());
        RefusalLog.unfit(
                refusal,
                read.topic(),
                read.partition(),
                read.offset(),
                read.content().key());
    }

    private Optional<RecordRefusal> follow(ModuleKey key, ReadResult<Piece> result) {
        if (result instanceof ReadResult.Value<Piece> value) {
            keep(key, value.value());
            return fit.refusal(value.value());
        }
        withdraw(key);
        return Optional.empty();
    }

    private void withdraw(ModuleKey key) {
        index.delete(key.toString());
        pool.withdraw(key);
    }

    private void keep(ModuleKey key, Piece piece) {
        String digest = PieceDigest.of(piece.getWeights(), piece.getGate());
        if (!digest.equals(piece.getDigest())) {
            throw new InvalidRecordException(
                    RefusalReason.DIGEST, "The digest of piece " + key + " is not that of its weights and gate.");
        }
        float[] weights = LittleEndianFloats.decode(piece.getWeights());
        pool.put(
                key,
                new PooledPiece(
                        piece.getVersion(), piece.getBaseModel(), piece.getRank(), piece.getAlpha(), digest, weights));
        index.put(key.toString(), digest);
    }

    /** The thread of global stores cannot be started anew, so it outwaits the registry instead of failing. */
    private ReadResult<Piece> readPatiently(SourceRecord record) {
        while (true) {
            try {
                return record.read(reader);
            } catch (RegistryUnavailableException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                log.warn("The pool waits for the schema registry: {}", e.getMessage());
            }
        }
    }
}
