package dev.intarsia.trainer.admit;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.example.KnownEvent;
import dev.intarsia.oppu.history.HistoryEvent;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.deadletter.RecordFault;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.validation.RefusalReason;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.UnknownTaskException;
import dev.intarsia.tasks.Violation;
import dev.intarsia.trainer.state.EventCodec;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of {@code events} and encodes those that fit their task. Thread-safe. */
public final class EventAdmission implements EventCodec {
    private static final int LABELS = 10_000;

    private final TopicReader<EventKey, BehaviorEvent> events;
    private final Tasks tasks;
    private final ExampleEncoder encoder;

    /** Filling a task's template takes longer than reading an event; labels repeat, and say nothing of a user. */
    private final Cache<Label, Boolean> fits =
            Caffeine.newBuilder().maximumSize(LABELS).build();

    private record Label(String task, String label) {}

    /** @param events with as many partitions as its topic has on the broker */
    public EventAdmission(TopicReader<EventKey, BehaviorEvent> events, Tasks tasks, ExampleEncoder encoder) {
        this.events = requireNonNull(events);
        this.tasks = requireNonNull(tasks);
        this.encoder = requireNonNull(encoder);
    }

    /**
     * Judges one record.
     *
     * @throws dev.intarsia.schemas.registry.RegistryUnavailableException where the registry stays out, which says
     *     nothing of the record
     */
    public Admission admit(ConsumerRecord<byte[], byte[]> record) {
        return admit(record, true);
    }

    /**
     * The same judgement of a record that was judged before. What is admitted is encoded only once it is trained on, which
     * makes reading a log back ten times as fast.
     */
    public Admission admitAgain(ConsumerRecord<byte[], byte[]> record) {
        return admit(record, false);
    }

    private Admission admit(ConsumerRecord<byte[], byte[]> record, boolean encodes) {
        try {
            return judge(record, encodes);
        } catch (StackOverflowError e) {
            return unfit("The event's text is too long to be cut into tokens.");
        } catch (RuntimeException e) {
            if (!RecordFault.is(e)) {
                throw e;
            }
            return new Admission.Refused(RecordRefusal.of(e));
        }
    }

    private Admission judge(ConsumerRecord<byte[], byte[]> record, boolean encodes) {
        ReadResult<BehaviorEvent> read = events.read(record);
        if (read instanceof ReadResult.Unreadable<BehaviorEvent> unreadable) {
            return new Admission.Refused(RecordRefusal.of(unreadable.cause()));
        }
        if (!(read instanceof ReadResult.Value<BehaviorEvent> value)) {
            return new Admission.Withdrawal();
        }
        return fit(value.value(), record.value(), encodes);
    }

    private Admission fit(BehaviorEvent event, byte[] value, boolean encodes) {
        Task task;
        try {
            task = tasks.require(event.getTask());
        } catch (UnknownTaskException e) {
            return unfit(String.valueOf(e.getMessage()));
        }
        List<Violation> violations = task.validate(event.getInput(), event.getOutput());
        if (!violations.isEmpty()) {
            return unfit("The event does not fit task " + task.name() + ": "
                    + violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        }
        LoggedEvent recorded = LoggedEvent.of(event.getEventId(), event.getIngestedAt(), value, this::known);
        // Whatever is short enough for one token a byte is encoded without fail.
        if (encodes || !surelyFits(task, event.getOutput())) {
            try {
                recorded.encoded(encoder.encode(task, event.getInput(), event.getOutput()));
            } catch (IllegalArgumentException tooLong) {
                return unfit(String.valueOf(tooLong.getMessage()));
            }
        }
        return new Admission.Admitted(new TrainingEvent(event.getUser(), task.name(), event.getTime(), recorded));
    }

    private static Admission unfit(String cause) {
        return new Admission.Refused(new RecordRefusal(RefusalReason.TASK, cause));
    }

    private boolean surelyFits(Task task, String output) {
        return task.labels().isEmpty()
                ? encoder.surelyFits(task, output)
                : fits.get(new Label(task.name(), output), label -> encoder.surelyFits(task, output));
    }

    /**
     * An event of a history as it was admitted.
     *
     * @throws dev.intarsia.schemas.serde.UnreadableRecordException where it cannot be read any more
     */
    public TrainingEvent again(HistoryEvent event) {
        BehaviorEvent logged = events.value(((LoggedEvent) event).value());
        return new TrainingEvent(logged.getUser(), logged.getTask(), logged.getTime(), event);
    }

    /** What an admitted record's value says. */
    private KnownEvent known(byte[] value) {
        BehaviorEvent event = events.value(value);
        return new KnownEvent(
                tasks.require(event.getTask()), new PastEvent(event.getInput(), event.getOutput()), encoder);
    }

    @Override
    public byte[] bytes(HistoryEvent event) {
        return ((LoggedEvent) event).bytes();
    }

    @Override
    public HistoryEvent event(byte[] bytes) {
        return new LoggedEvent(bytes, this::known);
    }
}
