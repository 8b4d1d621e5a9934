package dev.intarsia.stack.quarantine;

import static java.util.Comparator.comparing;

import dev.intarsia.replay.source.BoundedRead;
import dev.intarsia.replay.source.ReadingListener;
import dev.intarsia.replay.source.TopicRange;
import dev.intarsia.replay.source.UnusableSourceException;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Release;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads from {@code adapters}, {@code roster} and {@code releases} who is in quarantine now and whom an operator lets go on,
 * and from the dead letters what was refused. Whoever was erased is on none of the first three.
 */
public final class QuarantineReading {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final String NEXT_UPDATE = "the next update that is within bounds";
    private static final String ANY_UPDATE = "the next update, whatever its norm and loss";
    private static final String NEXT_ELECTION = "the assembler's next election";
    private static final String NEW_EVIDENCE =
            "a quarter more events; the rule looks at the sharer like at any other then";
    private static final String MORE_EVENTS = "twice as many events (%,d), or roster.harm 0";

    private final TopicReader<ModuleKey, AdapterModule> adapters;
    private final TopicReader<String, RosterEntry> roster;
    private final TopicReader<String, Release> releases;
    private final Map<String, AdapterModule> newest = new HashMap<>();
    private final Map<String, RosterEntry> excluded = new HashMap<>();
    private final Map<String, RosterEntry> sharing = new HashMap<>();
    private final Map<String, Release> released = new HashMap<>();

    private QuarantineReading(AvroSerdes serdes, Topics topics) {
        adapters = serdes.readerOfAll(topics.adapters());
        roster = serdes.readerOfAll(topics.roster());
        releases = serdes.readerOfAll(topics.releases());
    }

    /**
     * Everybody in quarantine, and what was refused, whatever has been longest first.
     *
     * @param serdes left open
     * @throws UnusableSourceException where the broker or a topic is not there
     */
    public static List<QuarantineEntry> read(String bootstrapServers, AvroSerdes serdes, Topics topics)
            throws UnusableSourceException {
        QuarantineReading reading = new QuarantineReading(serdes, topics);
        List<QuarantineEntry> refused;
        try (BoundedRead broker = new BoundedRead(bootstrapServers)) {
            reading.all(broker, topics);
            refused = new RefusedReading(serdes, topics).read(broker);
        }
        return Stream.of(
                        reading.held().map(reading::entry),
                        reading.excluded.values().stream().map(reading::entry),
                        reading.sharing.values().stream().map(reading::letGo),
                        refused.stream())
                .flatMap(entries -> entries)
                .sorted(comparing(QuarantineEntry::since)
                        .thenComparing(QuarantineEntry::user)
                        .thenComparing(QuarantineEntry::what))
                .toList();
    }

    /**
     * The order that ends all that keeps one user in quarantine now.
     *
     * @param serdes left open
     * @return nothing where the user is not in quarantine
     * @throws UnusableSourceException where the broker or a topic is not there
     */
    public static Optional<Release> release(
            String user, Instant now, String bootstrapServers, AvroSerdes serdes, Topics topics)
            throws UnusableSourceException {
        QuarantineReading reading = new QuarantineReading(serdes, topics);
        try (BoundedRead broker = new BoundedRead(bootstrapServers)) {
            reading.all(broker, topics);
        }
        Optional<AdapterModule> held =
                reading.held().filter(module -> module.getUser().equals(user)).findAny();
        Optional<RosterEntry> excluded = Optional.ofNullable(reading.excluded.get(user));
        if (held.isEmpty() && excluded.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Release.newBuilder()
                .setUser(user)
                .setTime(now)
                .setHeldSince(held.map(AdapterModule::getHeldSince).orElse(null))
                .setGoodVersion(held.map(AdapterModule::getGoodVersion).orElse(0L))
                .setExcludedSince(excluded.map(RosterEntry::getElectedAt).orElse(null))
                .build());
    }

    private Stream<AdapterModule> held() {
        return newest.values().stream().filter(module -> !module.getHeld().isEmpty());
    }

    private void all(BoundedRead broker, Topics topics) throws UnusableSourceException {
        all(broker, topics.adapters());
        all(broker, topics.roster());
        all(broker, topics.releases());
    }

    private void all(BoundedRead broker, Topic<?, ?> topic) throws UnusableSourceException {
        broker.read(topic.name(), TopicRange.ALL, ReadingListener.NONE, record -> take(topic, record));
    }

    private void take(Topic<?, ?> topic, ConsumerRecord<byte[], byte[]> record) {
        if (topic.name().equals(adapters.topic().name())) {
            adapter(record);
        } else if (topic.name().equals(roster.topic().name())) {
            elected(record);
        } else {
            released(record);
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
        if (read instanceof ReadResult.Unreadable<RosterEntry>) {
            return;
        }
        String user = roster.key(record);
        excluded.remove(user);
        sharing.remove(user);
        if (read instanceof ReadResult.Value<RosterEntry> value
                && user.equals(value.value().getSharer())) {
            if (!value.value().getQuarantine().isEmpty()) {
                excluded.put(user, value.value());
            } else if (value.value().getReleased()) {
                sharing.put(user, value.value());
            }
        }
    }

    private void released(ConsumerRecord<byte[], byte[]> record) {
        ReadResult<Release> read = releases.read(record);
        if (read instanceof ReadResult.Value<Release> value) {
            released.put(releases.key(record), value.value());
        } else if (read instanceof ReadResult.Tombstone<Release>) {
            released.remove(releases.key(record));
        }
    }

    private QuarantineEntry entry(AdapterModule held) {
        Optional<Instant> time = Optional.ofNullable(released.get(held.getUser()))
                .filter(release -> held.getHeldSince().equals(release.getHeldSince())
                        && held.getGoodVersion() == release.getGoodVersion())
                .map(Release::getTime);
        return new QuarantineEntry(
                held.getUser(),
                QuarantineEntry.ADAPTER,
                held.getHeld(),
                "version " + held.getVersion() + " has the weights of "
                        + (held.getGoodVersion() == 0 ? "the base model" : "version " + held.getGoodVersion()),
                held.getHeldSince(),
                time.isPresent() ? ANY_UPDATE : NEXT_UPDATE,
                time);
    }

    private QuarantineEntry entry(RosterEntry excluded) {
        Optional<Instant> time = Optional.ofNullable(released.get(excluded.getSharer()))
                .filter(release -> excluded.getElectedAt().equals(release.getExcludedSince()))
                .map(Release::getTime);
        return new QuarantineEntry(
                excluded.getSharer(),
                QuarantineEntry.PIECES,
                excluded.getQuarantine(),
                String.format(Locale.ROOT, "would change the loss of others by %+.3f nats", excluded.getLossChange()),
                excluded.getElectedAt(),
                time.isPresent() ? NEXT_ELECTION : String.format(Locale.ROOT, MORE_EVENTS, 2 * excluded.getEvents()),
                time);
    }

    /** A sharer whom an operator has let share again. */
    private QuarantineEntry letGo(RosterEntry sharer) {
        return new QuarantineEntry(
                sharer.getSharer(),
                QuarantineEntry.PIECES,
                "released",
                "shares again, whatever was measured until then",
                sharer.getElectedAt(),
                NEW_EVIDENCE,
                Optional.of(Optional.ofNullable(released.get(sharer.getSharer()))
                        .map(Release::getTime)
                        .orElse(sharer.getElectedAt())));
    }
}
