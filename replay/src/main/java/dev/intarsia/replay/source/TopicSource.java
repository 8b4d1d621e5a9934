package dev.intarsia.replay.source;

import dev.intarsia.events.parse.EventRules;
import dev.intarsia.events.parse.Problem;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a range of the topic of events, without what its users have had erased. */
final class TopicSource {
    private final SourceSpec.Kafka spec;
    private final EventRules rules;
    private final RecordingBuilder recording;
    private final TopicReader<EventKey, BehaviorEvent> events;

    /** By partition, so that what happened in one moment is always replayed in one order. */
    private final Map<Integer, List<Read>> read = new TreeMap<>();

    private TopicSource(
            SourceSpec.Kafka spec,
            EventRules rules,
            RecordingBuilder recording,
            TopicReader<EventKey, BehaviorEvent> events) {
        this.spec = spec;
        this.rules = rules;
        this.recording = recording;
        this.events = events;
    }

    /** An event and where it lay. */
    private record Read(BehaviorEvent event, String where) {}

    /** Reads the range into the recording; the topic keeps growing meanwhile, the range does not. */
    static void read(SourceSpec.Kafka spec, EventRules rules, RecordingBuilder recording, ReadingListener listener)
            throws UnusableSourceException {
        // How many partitions the topics have is the broker's to say.
        Topics topics = Topics.of(spec.topicPrefix(), Topics.DEFAULT_PARTITIONS);
        try (Registry registry = Registry.connect(spec.registry(), Map.of(), RetryPolicy.DEFAULT);
                BoundedRead broker = new BoundedRead(spec.bootstrapServers())) {
            AvroSerdes serdes = new AvroSerdes(registry);
            TopicSource source = new TopicSource(spec, rules, recording, serdes.readerOfAll(topics.events()));
            broker.read(topics.events().name(), spec.range(), listener, source::take);
            // After the events, so that who is erased meanwhile is left out too.
            ErasedUsers erasures = new ErasedUsers(serdes.readerOfAll(topics.consents()));
            broker.read(topics.consents().name(), TopicRange.ALL, ReadingListener.NONE, erasures::read);
            source.addAll(erasures);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String where = record.topic() + ", partition " + record.partition() + ", offset " + record.offset();
        ReadResult<BehaviorEvent> result = events.read(record);
        if (result instanceof ReadResult.Unreadable<BehaviorEvent> bad) {
            recording.leaveOut(
                    "unreadable record", where, String.valueOf(bad.cause().getMessage()));
        } else if (result instanceof ReadResult.Value<BehaviorEvent> good) {
            if (good.value().getUser().equals(events.key(record).user())) {
                read.computeIfAbsent(record.partition(), partition -> new ArrayList<>())
                        .add(new Read(good.value(), where));
            } else {
                recording.leaveOut(
                        "event under another user's key",
                        where,
                        "is of user " + good.value().getUser() + " under the key of "
                                + events.key(record).user());
            }
        } else if (events.key(record).isEarlier()) {
            recording.leaveOut("record without an event", where, "has no value");
        }
    }

    private void addAll(ErasedUsers erasures) throws UnusableSourceException {
        OneTask wanted = new OneTask(spec.task());
        for (List<Read> partition : read.values()) {
            for (Read one : partition) {
                add(one, wanted, erasures);
            }
        }
    }

    private void add(Read one, OneTask wanted, ErasedUsers erasures) throws UnusableSourceException {
        BehaviorEvent event = one.event();
        List<Problem> problems = rules.check(event);
        if (erasures.cover(event.getUser(), event.getEventId(), event.getIngestedAt())) {
            recording.leaveOut("erased event", one.where(), "has been erased, alone or with its user");
        } else if (!problems.isEmpty()) {
            recording.leaveOut(
                    "event that does not fit its task",
                    one.where(),
                    problems.get(0).toString());
        } else if (!wanted.takes(event.getTask())) {
            recording.leaveOut("event of another task", one.where(), "is of task " + event.getTask());
        } else {
            recording.event(FileEvents.of(event), one.where());
        }
    }
}
