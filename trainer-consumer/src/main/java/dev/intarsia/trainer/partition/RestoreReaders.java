package dev.intarsia.trainer.partition;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.trainer.admit.Admission;
import dev.intarsia.trainer.admit.EventAdmission;
import dev.intarsia.trainer.connect.LenientReading;
import dev.intarsia.trainer.share.SharingRegister;
import dev.intarsia.trainer.state.StoreCheckpoint;
import dev.intarsia.trainer.state.TrainerStore;
import dev.intarsia.trainer.wire.AdapterAssembly;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the records a partition is put together from. */
public final class RestoreReaders {
    private static final Consumer<PartitionRestore> NOTHING = restore -> {};

    private final String eventsTopic;
    private final EventAdmission admission;
    private final TopicReader<ModuleKey, AdapterModule> adapters;
    private final TopicReader<ModuleKey, Piece> pieces;
    private final TopicReader<ModuleKey, Gate> gates;
    private final AdapterAssembly assembly;
    private final TrainerStore store;
    private final int window;
    private final SharingRegister register;
    private final LenientReading lenient;
    private final ToIntFunction<String> partitionOf;

    /** @param partitionOf the partition of a user, on every topic */
    public RestoreReaders(
            String eventsTopic,
            EventAdmission admission,
            TopicReader<ModuleKey, AdapterModule> adapters,
            TopicReader<ModuleKey, Piece> pieces,
            TopicReader<ModuleKey, Gate> gates,
            AdapterAssembly assembly,
            TrainerStore store,
            int window,
            SharingRegister register,
            LenientReading lenient,
            ToIntFunction<String> partitionOf) {
        this.eventsTopic = requireNonNull(eventsTopic);
        this.admission = requireNonNull(admission);
        this.adapters = requireNonNull(adapters);
        this.pieces = requireNonNull(pieces);
        this.gates = requireNonNull(gates);
        this.assembly = requireNonNull(assembly);
        this.store = requireNonNull(store);
        this.window = window;
        this.register = requireNonNull(register);
        this.lenient = requireNonNull(lenient);
        this.partitionOf = requireNonNull(partitionOf);
    }

    /** @param from what of the partition is in the store */
    PartitionRestore begin(int partition, StoreCheckpoint from) {
        return new PartitionRestore(
                partition,
                from,
                store,
                assembly,
                adapters.topic().name(),
                window,
                register,
                user -> partitionOf.applyAsInt(user) == partition);
    }

    TrainerStore store() {
        return store;
    }

    /** Lets a record have its effect, unless it can have none. */
    void apply(ConsumerRecord<byte[], byte[]> record, Runnable effect) {
        lenient.apply(record, effect);
    }

    /** What a record changes; {@code committed} is where the events end that were worked on. */
    Consumer<PartitionRestore> read(ConsumerRecord<byte[], byte[]> record, long committed) {
        if (record.topic().equals(eventsTopic)) {
            // Refused events were brought to the dead letters when they were worked on.
            return record.offset() < committed && admission.admitAgain(record) instanceof Admission.Admitted admitted
                    ? restore -> restore.event(admitted.arrival())
                    : NOTHING;
        }
        return published(record).orElse(NOTHING);
    }

    /** Only trainers write these topics: what cannot be read is overwritten by its user's next version. */
    private Optional<Consumer<PartitionRestore>> published(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(adapters.topic().name())) {
            return lenient.read(
                    adapters,
                    record,
                    (key, module) -> restore ->
                            restore.adapter(module, record.offset()).ifPresent(unfit -> lenient.unfit(record, unfit)),
                    key -> restore -> restore.adapterErased(key));
        }
        return record.topic().equals(pieces.topic().name())
                ? lenient.read(
                        pieces,
                        record,
                        (key, piece) -> restore -> restore.piece(piece),
                        key -> restore -> restore.pieceWithdrawn(key))
                : lenient.read(
                        gates,
                        record,
                        (key, gate) -> restore -> restore.gate(gate),
                        key -> restore -> restore.gateWithdrawn(key));
    }
}
