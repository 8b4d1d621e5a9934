package dev.intarsia.replay.source;

import dev.intarsia.events.format.Entry;
import dev.intarsia.events.format.EventSource;
import dev.intarsia.schemas.avro.BehaviorEvent;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes over what ingest reads from a file, so that a file replays as the events it would become. */
final class FileEvents {
    private static final int STEP = 1000;

    private final RecordingBuilder recording;
    private final ReadingListener listener;

    FileEvents(RecordingBuilder recording, ReadingListener listener) {
        this.recording = recording;
        this.listener = listener;
    }

    /** Reads the source to its end; events of other tasks than the wanted one are left out. */
    void addAll(EventSource source, Optional<String> task) throws IOException {
        OneTask wanted = new OneTask(task);
        long read = 0;
        for (@Nullable Entry entry = source.next(); entry != null; entry = source.next()) {
            if (entry instanceof Entry.Event good) {
                add(good.event(), wanted);
            } else {
                Entry.Unreadable bad = (Entry.Unreadable) entry;
                recording.leaveOut(
                        "unreadable line of " + bad.source(), bad.source() + ", line " + bad.line(), bad.cause());
            }
            if (++read % STEP == 0) {
                listener.at(source.progress());
            }
        }
        listener.at(1);
    }

    private void add(BehaviorEvent event, OneTask wanted) throws UnusableSourceException {
        String where = "event " + event.getEventId();
        if (!wanted.takes(event.getTask())) {
            recording.leaveOut("event of another task", where, "is of task " + event.getTask());
            return;
        }
        recording.event(of(event), where);
    }

    static RecordedEvent of(BehaviorEvent event) {
        return new RecordedEvent(
                event.getEventId(),
                event.getUser(),
                event.getTime(),
                event.getTask(),
                event.getInput(),
                event.getOutput());
    }
}
