package dev.intarsia.benchmarks.assembler;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** What a processor needs of Kafka Streams, on one partition and with a clock of its own. */
final class MemoryContext<K, V> implements ProcessorContext<K, V> {
    private record Source(String topic, int partition, long offset) implements RecordMetadata {}

    /** What was asked to be called, and how often. */
    record Scheduled(Duration every, Punctuator call) {}

    private final Consumer<Record<? extends K, ? extends V>> outputs;
    private final Map<String, StateStore> stores = new HashMap<>();
    private final List<Scheduled> scheduled = new ArrayList<>();
    private String topic = "";
    private long now;

    /** @param outputs given what the processor forwards */
    MemoryContext(Consumer<Record<? extends K, ? extends V>> outputs) {
        this.outputs = outputs;
    }

    void add(StateStore store) {
        stores.put(store.name(), store);
    }

    void reading(String from, long at) {
        topic = from;
        now = at;
    }

    List<Scheduled> scheduled() {
        return scheduled;
    }

    @Override
    public <T extends K, U extends V> void forward(Record<T, U> record) {
        outputs.accept(record);
    }

    @Override
    public <T extends K, U extends V> void forward(Record<T, U> record, String childName) {
        outputs.accept(record);
    }

    @Override
    public String applicationId() {
        return "benchmark";
    }

    @Override
    public TaskId taskId() {
        return new TaskId(0, 0);
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.of(new Source(topic, 0, 0));
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    public <S extends StateStore> S getStateStore(String name) {
        return (S) stores.get(name);
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        scheduled.add(new Scheduled(interval, callback));
        return () -> {};
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        return schedule(interval, type, callback);
    }

    @Override
    public void commit() {}

    @Override
    public long currentSystemTimeMs() {
        return now;
    }

    @Override
    public long currentStreamTimeMs() {
        return now;
    }

    @Override
    public Map<String, Object> appConfigs() {
        return Map.of();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return Map.of();
    }

    @Override
    public Serde<?> keySerde() {
        throw absent();
    }

    @Override
    public Serde<?> valueSerde() {
        throw absent();
    }

    @Override
    public File stateDir() {
        throw absent();
    }

    @Override
    public StreamsMetrics metrics() {
        throw absent();
    }

    private static UnsupportedOperationException absent() {
        return new UnsupportedOperationException("Processors in memory have no Kafka Streams around them.");
    }
}
