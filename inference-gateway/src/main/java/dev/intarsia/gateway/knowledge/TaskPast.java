package dev.intarsia.gateway.knowledge;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.model.knowledge.Person;
import dev.intarsia.model.knowledge.ProfileWriter;
import dev.intarsia.model.knowledge.TemplateProfile;
import dev.intarsia.model.knowledge.UserPast;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One user's past before questions of one task, at the times in which it is the same. Safe to use from several threads. */
final class TaskPast {
    /** Estimates of what an event takes beside its text, and of what a character of it takes with its place in the index. */
    private static final int BYTES_OF_EVENT = 600;

    private static final int BYTES_OF_CHARACTER = 6;

    private final String user;
    private final Task task;
    private final UserPast past;
    private final Instant after;
    private final Instant until;
    private final int bytes;
    private volatile @Nullable String profile;

    private TaskPast(String user, Task task, UserPast past, Instant after, Instant until, int bytes) {
        this.user = requireNonNull(user);
        this.task = requireNonNull(task);
        this.past = requireNonNull(past);
        this.after = requireNonNull(after);
        this.until = requireNonNull(until);
        this.bytes = bytes;
    }

    /**
     * What of a user's events lies before a moment and fits a task.
     *
     * @param events the oldest first
     */
    static TaskPast of(String user, Task task, List<BehaviorEvent> events, Instant now) {
        UserPast past = new UserPast();
        Instant after = Instant.MIN;
        Instant until = Instant.MAX;
        long bytes = BYTES_OF_EVENT;
        for (BehaviorEvent event : events) {
            if (event.getTask().equals(task.name())
                    && task.validate(event.getInput(), event.getOutput()).isEmpty()) {
                Instant time = event.getTime();
                if (time.isBefore(now)) {
                    past.add(task, new PastEvent(event.getInput(), event.getOutput()));
                    after = time.isAfter(after) ? time : after;
                    bytes += bytes(event);
                } else {
                    until = time.isBefore(until) ? time : until;
                }
            }
        }
        return new TaskPast(user, task, past, after, until, (int) Math.min(Integer.MAX_VALUE, bytes));
    }

    /** Whether it is the user's past at a moment too, while the events stay. */
    boolean holdsAt(Instant now) {
        return after.isBefore(now) && !until.isBefore(now);
    }

    /** An estimate of the memory that it takes. */
    int bytes() {
        return bytes;
    }

    /** What enters the prompt of a question. */
    KnownPast person(KnowledgeChoice choice, Function<UserPast, List<PastEvent>> nearest) {
        return past.size() == 0
                ? KnownPast.NOTHING
                : new KnownPast(new Person(nearest.apply(past), choice.profile() ? profile() : null), false);
    }

    /** Written once, whoever asks first; of two who do, both write the same. */
    private String profile() {
        String written = profile;
        if (written == null) {
            written = new TemplateProfile(task)
                    .write(List.of(new ProfileWriter.Subject(user, past.summarized())))
                    .get(0);
            profile = written;
        }
        return written;
    }

    private static long bytes(BehaviorEvent event) {
        long characters = event.getOutput().length();
        for (Map.Entry<String, String> field : event.getInput().entrySet()) {
            characters += field.getValue().length();
        }
        return BYTES_OF_EVENT + BYTES_OF_CHARACTER * characters;
    }
}
