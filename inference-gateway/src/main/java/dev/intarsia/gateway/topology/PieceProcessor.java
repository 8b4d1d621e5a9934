package dev.intarsia.gateway.topology;

import dev.intarsia.gateway.pool.PiecePool;
import dev.intarsia.gateway.pool.PooledPiece;
import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.registry.RegistryUnavailableException;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ModuleKey;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the pool equal to the pieces topic. Every instance reads all of it, so a piece that cannot be read is only
 * logged here; the assembler, which reads it once, sends it to the dead letters.
 */
final class PieceProcessor implements Processor<byte[], byte[], Void, Void> {

    private static final Logger log = LoggerFactory.getLogger(PieceProcessor.class);

    private final TopicReader<ModuleKey, Piece> reader;
    private final PiecePool pool;
    private KeyValueStore<String, String> index;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before it hands over records.
    PieceProcessor(TopicReader<ModuleKey, Piece> reader, PiecePool pool) {
        this.reader = reader;
        this.pool = pool;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        index = context.getStateStore(StoreNames.PIECES);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ConsumerRecord<byte[], byte[]> read =
                new ConsumerRecord<>(reader.topic().name(), -1, -1, record.key(), record.value());
        ReadResult<Piece> result = readPatiently(read);
        if (result instanceof ReadResult.Unreadable<Piece> unreadable) {
            log.warn("A piece was left out: {}", unreadable.cause().getMessage());
            return;
        }
        ModuleKey key = reader.key(read);
        if (result instanceof ReadResult.Value<Piece> value) {
            keep(key, value.value());
        } else {
            index.delete(key.toString());
            pool.withdraw(key);
        }
    }

    private void keep(ModuleKey key, Piece piece) {
        String digest = PieceDigest.of(piece.getWeights(), piece.getGate());
        if (!digest.equals(piece.getDigest()) || !key.equals(new ModuleKey(piece.getSharer(), piece.getModule()))) {
            log.warn("Piece {} was left out: its content is not what its key and digest say.", key);
            return;
        }
        float[] weights = LittleEndianFloats.decode(piece.getWeights());
        if (!LittleEndianFloats.finite(weights)) {
            log.warn("Piece {} was left out: it holds numbers that are not finite.", key);
            return;
        }
        pool.put(
                key,
                new PooledPiece(
                        piece.getVersion(), piece.getBaseModel(), piece.getRank(), piece.getAlpha(), digest, weights));
        index.put(key.toString(), digest);
    }

    /** The thread of global stores cannot be started anew, so it outwaits the registry instead of failing. */
    private ReadResult<Piece> readPatiently(ConsumerRecord<byte[], byte[]> record) {
        while (true) {
            try {
                return reader.read(record);
            } catch (RegistryUnavailableException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                log.warn("The pool waits for the schema registry: {}", e.getMessage());
            }
        }
    }
}
