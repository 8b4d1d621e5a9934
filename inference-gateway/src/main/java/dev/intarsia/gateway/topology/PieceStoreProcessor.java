package dev.intarsia.gateway.topology;

import dev.intarsia.gateway.pool.PooledPiece;
import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.deadletter.RecordFault;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.registry.RegistryUnavailableException;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.service.streams.SourceRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the pool equal to the pieces topic. Every instance reads all of it, so a piece that cannot be read is only
 * counted here; the assembler, which reads it once, sends it to the dead letters.
 */
final class PieceStoreProcessor implements Processor<byte[], byte[], Void, Void> {
    private static final Logger log = LoggerFactory.getLogger(PieceStoreProcessor.class);

    private final TopicReader<ModuleKey, Piece> reader;
    private final ServedPieces pool;
    private final RefusedRecords refused;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, String> index;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before it hands over records.
    PieceStoreProcessor(TopicReader<ModuleKey, Piece> reader, ServedPieces pool, RefusedRecords refused) {
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
            leaveOut(read, String.valueOf(unreadable.cause().getMessage()));
            return;
        }
        try {
            follow(reader.key(record.key()), result, read);
        } catch (RuntimeException e) {
            if (!RecordFault.is(e)) {
                throw e;
            }
            leaveOut(read, RecordFault.cause(e));
        }
    }

    private void leaveOut(SourceRecord read, String cause) {
        log.warn("A piece at partition {} offset {} was left out: {}", read.partition(), read.offset(), cause);
        refused.refused(read.topic(), RefusedRecords.Outcome.SKIPPED);
    }

    private void follow(ModuleKey key, ReadResult<Piece> result, SourceRecord read) {
        if (result instanceof ReadResult.Value<Piece> value) {
            keep(key, value.value(), read);
        } else {
            index.delete(key.toString());
            pool.withdraw(key);
        }
    }

    private void keep(ModuleKey key, Piece piece, SourceRecord read) {
        String digest = PieceDigest.of(piece.getWeights(), piece.getGate());
        if (!digest.equals(piece.getDigest())) {
            leaveOut(read, "Its content is not what its digest says.");
            return;
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
