package dev.intarsia.assembler.roster;

import dev.intarsia.assembler.pool.LivePool;
import dev.intarsia.schemas.avro.Release;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.service.streams.SourceRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Keeps the newest operator's order of each user. */
public final class ReleaseProcessor implements Processor<byte[], byte[], Void, Void> {
    /** Store of the orders by user. */
    public static final String RELEASES = "releases";

    private final TopicReader<String, Release> reader;
    private final LivePool live;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, Release> releases;

    /** @param live takes what is refused, for the tasks that can send dead letters */
    @SuppressWarnings("NullAway.Init")
    public ReleaseProcessor(TopicReader<String, Release> reader, LivePool live) {
        this.reader = reader;
        this.live = live;
    }

    /** The store, which every assembler fills from the topic. */
    public static StoreBuilder<KeyValueStore<String, Release>> storeBuilder(Serde<Release> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(RELEASES), Serdes.String(), values)
                .withLoggingDisabled();
    }

    @Override
    public void init(ProcessorContext<Void, Void> initial) {
        context = initial;
        releases = initial.getStateStore(RELEASES);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        SourceRecord origin = SourceRecord.of(record, context);
        ReadResult<Release> read = origin.read(reader);
        if (read instanceof ReadResult.Unreadable<Release> unreadable) {
            live.refuse(origin, RecordRefusal.of(unreadable.cause()), context.currentSystemTimeMs());
            return;
        }
        String user = reader.key(record.key());
        if (read instanceof ReadResult.Value<Release> value) {
            releases.put(user, value.value());
        } else {
            releases.delete(user);
        }
    }
}
