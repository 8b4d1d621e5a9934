package dev.intarsia.trainer.partition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.BrokerAnswer;
import dev.intarsia.trainer.state.TrainerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * Keeps the local store up to date with partitions of other trainers, so that one that comes here is read back from where
 * the store is, and not from its beginning. Each partition has one standby. Not thread-safe.
 */
public final class StandbyPartitions implements AutoCloseable {
    private static final Duration CONFIRM_EVERY = Duration.ofHours(1);

    private final StateRestorer restorer;
    private final Admin admin;
    private final TrainerStore store;
    private final String events;
    private final String groupId;
    private final String instance;
    private final Duration every;
    private long next = System.nanoTime();

    /**
     * @param restorer closed with this
     * @param events name of the topic
     * @param instance this trainer's name in its group
     * @param every how often to look for what is new; zero for no standbys
     */
    public StandbyPartitions(
            StateRestorer restorer,
            Admin admin,
            TrainerStore store,
            String events,
            String groupId,
            String instance,
            Duration every) {
        this.restorer = requireNonNull(restorer);
        this.admin = requireNonNull(admin);
        this.store = requireNonNull(store);
        this.events = requireNonNull(events);
        this.groupId = requireNonNull(groupId);
        this.instance = requireNonNull(instance);
        this.every = requireNonNull(every);
    }

    /** Whether it is time to {@link #begin}. */
    public boolean due() {
        return !every.isZero() && !restorer.busy() && System.nanoTime() - next >= 0;
    }

    /** Begins to read what is new of the partitions that are on standby here. What users decided must have been read. */
    public void begin() {
        next = System.nanoTime() + every.toNanos();
        ConsumerGroupDescription group = requireNonNull(BrokerAnswer.await(
                        admin.describeConsumerGroups(List.of(groupId)).all())
                .get(groupId));
        Map<TopicPartition, OffsetAndMetadata> committed =
                BrokerAnswer.await(admin.listConsumerGroupOffsets(groupId).partitionsToOffsetAndMetadata());
        owners(group.members()).forEach((partition, owner) -> {
            OffsetAndMetadata end = committed.get(new TopicPartition(events, partition));
            if (end != null && isStandby(partition, owner, group.members()) && lacks(partition, end.offset())) {
                restorer.begin(partition, end.offset());
            }
        });
    }

    /** Reads some of it, without waiting. */
    public void step() {
        restorer.step(Duration.ZERO, (partition, restored) -> {});
    }

    /** Stops with a partition that comes here. */
    public void cancel(int partition) {
        restorer.cancel(partition);
    }

    private Map<Integer, String> owners(Collection<MemberDescription> members) {
        Map<Integer, String> owners = new TreeMap<>();
        members.forEach(member -> member.assignment().topicPartitions().stream()
                .filter(at -> at.topic().equals(events))
                .forEach(at -> owners.put(at.partition(), name(member))));
        return owners;
    }

    /** By the highest hash, so that few standbys move where a trainer comes or goes. */
    private boolean isStandby(int partition, String owner, Collection<MemberDescription> members) {
        return members.stream()
                .map(StandbyPartitions::name)
                .filter(name -> !name.equals(owner))
                .max(Comparator.<String>comparingInt(name -> rank(partition, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(instance::equals)
                .isPresent();
    }

    private static int rank(int partition, String name) {
        return Utils.murmur2((partition + " " + name).getBytes(UTF_8));
    }

    private static String name(MemberDescription member) {
        return member.groupInstanceId().orElse(member.consumerId());
    }

    private boolean lacks(int partition, long committed) {
        return store.checkpoint(partition)
                .filter(known -> !known.restoring()
                        && known.position(events) >= committed
                        && known.asOf().plus(CONFIRM_EVERY).isAfter(Instant.now()))
                .isEmpty();
    }

    @Override
    public void close() {
        restorer.close();
    }
}
