package dev.intarsia.ingest.erase;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.registry.RegistryUnavailableException;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ErasureKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an {@link ErasureLog} up to date with the topic, on a thread of its own, and outlasts outages. */
public final class ErasureReading implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ErasureReading.class);
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TopicReader<ErasureKey, ErasureProgress> reader;
    private final ErasureLog erasures;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ingest-erasures");
    private volatile @Nullable Consumer<byte[], byte[]> open;

    /**
     * @param consumers of no group, reading committed records
     * @param reader of records wherever they lie: how many partitions there are is the broker's to say
     */
    public ErasureReading(
            Supplier<Consumer<byte[], byte[]>> consumers,
            TopicReader<ErasureKey, ErasureProgress> reader,
            ErasureLog erasures) {
        this.consumers = requireNonNull(consumers);
        this.reader = requireNonNull(reader);
        this.erasures = requireNonNull(erasures);
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (stop.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                open = consumer;
                read(consumer);
            } catch (KafkaException | RegistryUnavailableException e) {
                if (stop.getCount() > 0) {
                    log.warn("Reading {} again in {} s: {}", reader.topic(), PAUSE.toSeconds(), e.getMessage());
                    pause();
                }
            } finally {
                open = null;
            }
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(reader.topic().name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("There is no topic " + reader.topic());
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (stop.getCount() > 0) {
            consumer.poll(WAIT).forEach(this::take);
            if (!erasures.isCaughtUp()
                    && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                erasures.caughtUp();
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        ReadResult<ErasureProgress> read = reader.read(record);
        if (read instanceof ReadResult.Value<ErasureProgress> value) {
            erasures.put(value.value());
        } else if (read instanceof ReadResult.Tombstone<ErasureProgress>) {
            erasures.remove(reader.key(record));
        } else if (read instanceof ReadResult.Unreadable<ErasureProgress> unreadable) {
            log.warn(
                    "Passing over {} partition {} offset {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    unreadable.cause().getMessage());
        }
    }

    private void pause() {
        try {
            stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop.countDown();
        Consumer<byte[], byte[]> reading = open;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
