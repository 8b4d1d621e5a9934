package dev.intarsia.assembler.pool;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.deadletter.RecordFault;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.serde.MisplacedRecordException;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.KeyFormat;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.WithdrawalReason;
import dev.intarsia.service.streams.SourceRecord;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the store of gates as the topic says. A gate that cannot be used takes the one before it away, as it does for an
 * assembler that starts later and never sees that one.
 */
public final class GateProcessor implements Processor<byte[], byte[], Void, Void> {
    /** Store of the gates, which are all that is read of pieces. */
    public static final String GATES = "gates";

    private final TopicReader<ModuleKey, Gate> reader;
    private final GateReading reading;
    private final LivePool live;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<ModuleKey, Gate> gates;

    /** @param sketch numbers a gradient gate must have */
    @SuppressWarnings("NullAway.Init")
    public GateProcessor(TopicReader<ModuleKey, Gate> reader, int sketch, LivePool live) {
        this.reader = reader;
        this.reading = new GateReading(sketch);
        this.live = live;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.gates = context.getStateStore(GATES);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        SourceRecord origin = SourceRecord.of(record, context);
        ReadResult<Gate> read = origin.read(reader);
        if (read instanceof ReadResult.Unreadable<Gate> unreadable) {
            refuse(origin, unreadable.cause());
        } else {
            keep(origin, read instanceof ReadResult.Value<Gate> value ? value.value() : null);
        }
    }

    private void keep(SourceRecord origin, @Nullable Gate gate) {
        ModuleKey key = reader.key(origin.content().key());
        if (gate == null) {
            delete(key, WithdrawalReason.read(origin.content().headers()));
            return;
        }
        try {
            reading.check(key, gate);
        } catch (RuntimeException e) {
            if (!RecordFault.is(e)) {
                throw e;
            }
            refuse(origin, e);
            return;
        }
        gates.put(key, gate);
        PieceGate piece = GateReading.gate(gate);
        live.changed(piece.id(), Optional.of(piece), Optional.empty(), context.currentSystemTimeMs());
    }

    private void delete(ModuleKey key, Optional<WithdrawalReason> reason) {
        gates.delete(key);
        id(key).ifPresent(id -> live.changed(id, Optional.empty(), reason, context.currentSystemTimeMs()));
    }

    /** Empty where the key's module is none, of which no piece can be in use. */
    private static Optional<PieceId> id(ModuleKey key) {
        try {
            return Optional.of(new PieceId(key.user(), ModuleId.parse(key.module())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A record on another partition than its key's says nothing of the gate that is on that one. */
    private void refuse(SourceRecord origin, RuntimeException cause) {
        ModuleKey key = KeyFormat.MODULE
                .serde()
                .deserializer()
                .deserialize(origin.topic(), origin.content().key());
        if (key != null && !(cause instanceof MisplacedRecordException)) {
            delete(key, Optional.empty());
        }
        live.refuse(origin, RecordRefusal.of(cause), context.currentSystemTimeMs());
    }
}
