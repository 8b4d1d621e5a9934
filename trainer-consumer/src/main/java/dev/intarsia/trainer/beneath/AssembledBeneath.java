package dev.intarsia.trainer.beneath;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.compose.AdapterComposer;
import dev.intarsia.model.compose.PooledPiece;
import dev.intarsia.oppu.learn.Beneath;
import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.trainer.connect.LenientReading;
import dev.intarsia.trainer.connect.WholePoll;
import dev.intarsia.trainer.share.SharingRegister;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serde;

/**
 * Composes users' assembled adapters as the gateway does: from the newest {@code assignments} of the partitions that are
 * worked on, and from all {@code pieces}, in the versions that are on the topic now.
 */
public final class AssembledBeneath implements BeneathReading {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicReader<String, Assignment> assignments;
    private final TopicReader<ModuleKey, Piece> pieces;
    private final LenientReading lenient;
    private final String baseModel;
    private final AdapterLayout layout;
    private final SharingRegister register;
    private final ToIntFunction<String> partitionOf;
    private final AssignmentStore store;
    private final Map<ModuleKey, PooledPiece> pool = new HashMap<>();
    /** Composed since the topics were last read. */
    private final Map<String, Beneath> composed = new HashMap<>();

    private Set<Integer> followed = Set.of();
    private List<TopicPartition> poolPartitions = List.of();

    /**
     * @param consumer of no group; closed with this
     * @param stored how the store has assignments
     * @param lenient passes over what is wrong, which others bring to the dead letters
     * @param baseModel fingerprint of the base model
     * @param register tells what is to be forgotten
     * @param partitionOf the partition of a user, on every topic
     * @param directory for the store of assignments alone
     */
    public AssembledBeneath(
            Consumer<byte[], byte[]> consumer,
            TopicReader<String, Assignment> assignments,
            Serde<Assignment> stored,
            TopicReader<ModuleKey, Piece> pieces,
            LenientReading lenient,
            String baseModel,
            AdapterLayout layout,
            SharingRegister register,
            ToIntFunction<String> partitionOf,
            Path directory) {
        this.consumer = requireNonNull(consumer);
        this.assignments = requireNonNull(assignments);
        this.pieces = requireNonNull(pieces);
        this.lenient = requireNonNull(lenient);
        this.baseModel = requireNonNull(baseModel);
        this.layout = requireNonNull(layout);
        this.register = requireNonNull(register);
        this.partitionOf = requireNonNull(partitionOf);
        this.store = new AssignmentStore(stored, assignments.topic().name(), directory);
    }

    @Override
    public void readToEnd(Set<Integer> partitions) {
        composed.clear();
        follow(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("Assignments and pieces could not be read within " + PATIENCE.toSeconds()
                        + " s; the events wait for them.");
            }
            WholePoll.poll(consumer, WAIT, this::change).forEach(change -> change.ifPresent(Runnable::run));
        }
    }

    /** Partitions that are new are read from their beginning. */
    private void follow(Set<Integer> partitions) {
        if (!poolPartitions.isEmpty() && followed.equals(partitions)) {
            return;
        }
        Set<TopicPartition> fresh = new HashSet<>();
        if (poolPartitions.isEmpty()) {
            String topic = pieces.topic().name();
            poolPartitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            fresh.addAll(poolPartitions);
        }
        List<TopicPartition> all = new ArrayList<>(poolPartitions);
        for (int partition : new TreeSet<>(partitions)) {
            TopicPartition one = new TopicPartition(assignments.topic().name(), partition);
            all.add(one);
            if (!followed.contains(partition)) {
                fresh.add(one);
            }
        }
        followed.stream().filter(partition -> !partitions.contains(partition)).forEach(store::removeAll);
        consumer.assign(all);
        consumer.seekToBeginning(fresh);
        followed = Set.copyOf(partitions);
    }

    private Optional<Runnable> change(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(pieces.topic().name())
                ? lenient.read(pieces, record, this::piece, key -> () -> pool.remove(key))
                : lenient.read(
                        assignments,
                        record,
                        (user, assignment) -> () -> store.put(record.partition(), user, assignment),
                        user -> () -> store.remove(record.partition(), user));
    }

    /** A piece whose content is not what its digest says takes the one before it away, as it does in the gateway. */
    private Runnable piece(ModuleKey key, Piece piece) {
        if (!PieceDigest.of(piece.getWeights(), piece.getGate()).equals(piece.getDigest())) {
            return () -> pool.remove(key);
        }
        PooledPiece pooled = new PooledPiece(
                piece.getVersion(),
                piece.getBaseModel(),
                piece.getRank(),
                piece.getAlpha(),
                piece.getDigest(),
                LittleEndianFloats.decode(piece.getWeights()));
        return () -> pool.put(key, pooled);
    }

    @Override
    public Beneath of(String user) {
        return composed.computeIfAbsent(user, this::compose);
    }

    private Beneath compose(String user) {
        return store.find(partitionOf.applyAsInt(user), user)
                .filter(assignment -> assignment.getBaseModel().equals(baseModel))
                .filter(assignment -> !register.forgets(user, assignment.getLastIngestedAt()))
                .flatMap(this::compose)
                .orElseGet(() -> Beneath.nothing(layout));
    }

    private Optional<Beneath> compose(Assignment assignment) {
        AdapterComposer composer = new AdapterComposer(layout);
        for (ModuleAssignment module : assignment.getModules()) {
            for (PieceWeight chosen : module.getPieces()) {
                PooledPiece piece = pool.get(new ModuleKey(chosen.getSharer(), module.getModule()));
                if (piece != null && piece.fits(baseModel, layout)) {
                    composer.add(chosen.getSharer(), module.getModule(), piece, chosen.getWeight());
                }
            }
        }
        if (composer.isEmpty()) {
            return Optional.empty();
        }
        Adapter adapter = composer.adapter();
        return adapter.values().finite() ? Optional.of(Beneath.of(assignment.getVersion(), adapter)) : Optional.empty();
    }

    @Override
    public void close() {
        consumer.close();
        store.close();
    }
}
