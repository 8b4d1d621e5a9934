package dev.intarsia.stack.quarantine;

import static java.util.Comparator.comparing;

import dev.intarsia.replay.source.BoundedRead;
import dev.intarsia.replay.source.ReadingListener;
import dev.intarsia.replay.source.TopicRange;
import dev.intarsia.replay.source.UnusableSourceException;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads from {@code adapters} and {@code roster} who is in quarantine now. Whoever was erased is on neither. */
public final class QuarantineReading {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final String NEXT_UPDATE = "the next update that is within bounds";
    private static final String MORE_EVENTS = "twice as many events (%,d), or roster.harm 0";

    private final TopicReader<ModuleKey, AdapterModule> adapters;
    private final TopicReader<String, RosterEntry> roster;
    private final Map<String, AdapterModule> newest = new HashMap<>();
    private final Map<String, RosterEntry> excluded = new HashMap<>();

    private QuarantineReading(AvroSerdes serdes, Topics topics) {
        adapters = serdes.readerOfAll(topics.adapters());
        roster = serdes.readerOfAll(topics.roster());
    }

    /**
     * Everybody in quarantine, whoever has been longest first.
     *
     * @param serdes left open
     * @throws UnusableSourceException where the broker or a topic is not there
     */
    public static List<QuarantineEntry> read(String bootstrapServers, AvroSerdes serdes, Topics topics)
            throws UnusableSourceException {
        QuarantineReading reading = new QuarantineReading(serdes, topics);
        try (BoundedRead broker = new BoundedRead(bootstrapServers)) {
            reading.all(broker, topics.adapters());
            reading.all(broker, topics.roster());
        }
        return Stream.concat(
                        reading.newest.values().stream()
                                .filter(module -> !module.getHeld().isEmpty())
                                .map(QuarantineReading::entry),
                        reading.excluded.values().stream().map(QuarantineReading::entry))
                .sorted(comparing(QuarantineEntry::since)
                        .thenComparing(QuarantineEntry::user)
                        .thenComparing(QuarantineEntry::what))
                .toList();
    }

    private void all(BoundedRead broker, Topic<?, ?> topic) throws UnusableSourceException {
        broker.read(topic.name(), TopicRange.ALL, ReadingListener.NONE, record -> take(topic, record));
    }

    private void take(Topic<?, ?> topic, ConsumerRecord<byte[], byte[]> record) {
        if (topic.name().equals(adapters.topic().name())) {
            adapter(record);
        } else {
            elected(record);
        }
    }

    /** Modules of one version say the same, so any one of the newest version is enough. */
    private void adapter(ConsumerRecord<byte[], byte[]> record) {
        ReadResult<AdapterModule> read = adapters.read(record);
        if (read instanceof ReadResult.Value<AdapterModule> value
                && adapters.key(record).user().equals(value.value().getUser())) {
            newest.put(
                    value.value().getUser(),
                    AdapterModule.newBuilder(value.value()).setWeights(NOTHING).build());
        } else if (read instanceof ReadResult.Tombstone<AdapterModule>) {
            newest.remove(adapters.key(record).user());
        }
    }

    private void elected(ConsumerRecord<byte[], byte[]> record) {
        ReadResult<RosterEntry> read = roster.read(record);
        if (read instanceof ReadResult.Value<RosterEntry> value
                && roster.key(record).equals(value.value().getSharer())
                && !value.value().getQuarantine().isEmpty()) {
            excluded.put(value.value().getSharer(), value.value());
        } else if (!(read instanceof ReadResult.Unreadable<RosterEntry>)) {
            excluded.remove(roster.key(record));
        }
    }

    private static QuarantineEntry entry(AdapterModule held) {
        return new QuarantineEntry(
                held.getUser(),
                QuarantineEntry.ADAPTER,
                held.getHeld(),
                "version " + held.getVersion() + " has the weights of "
                        + (held.getGoodVersion() == 0 ? "the base model" : "version " + held.getGoodVersion()),
                held.getHeldSince(),
                NEXT_UPDATE);
    }

    private static QuarantineEntry entry(RosterEntry excluded) {
        return new QuarantineEntry(
                excluded.getSharer(),
                QuarantineEntry.PIECES,
                excluded.getQuarantine(),
                String.format(Locale.ROOT, "would change the loss of others by %+.3f nats", excluded.getLossChange()),
                excluded.getElectedAt(),
                String.format(Locale.ROOT, MORE_EVENTS, 2 * excluded.getEvents()));
    }
}
