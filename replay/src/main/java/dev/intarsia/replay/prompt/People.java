package dev.intarsia.replay.prompt;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.knowledge.Person;
import dev.intarsia.model.knowledge.ProfileSchedule;
import dev.intarsia.model.knowledge.ProfileWriter;
import dev.intarsia.model.knowledge.UserPast;
import dev.intarsia.replay.engine.BinaryFields;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The past of all users, and the part of it that enters a prompt, by the rules of {@link UserPast}, which the gateway
 * follows too. A profile is written when it is asked for and its events have changed ({@link ProfileSchedule}). Not
 * thread-safe.
 */
public final class People {
    private final Task task;
    private final Tasks tasks;
    private final int retrieved;
    private final @Nullable ProfileWriter writer;
    private final Map<String, Past> pasts = new HashMap<>();

    /**
     * @param task of the questions
     * @param tasks of the events
     * @param retrieved how many similar past events stand before a prompt, from 0
     * @param writer of profiles, or null for none
     */
    public People(Task task, Tasks tasks, int retrieved, @Nullable ProfileWriter writer) {
        this.task = requireNonNull(task);
        this.tasks = requireNonNull(tasks);
        this.retrieved = retrieved;
        this.writer = writer;
    }

    /** Whether nothing of anybody ever stands before a prompt. */
    public boolean anonymous() {
        return retrieved == 0 && writer == null;
    }

    /** Adds what a user did last. */
    public void remember(RecordedEvent event) {
        if (!anonymous()) {
            pasts.computeIfAbsent(event.user(), user -> new Past())
                    .add(tasks.require(event.task()), new PastEvent(event.input(), event.output()));
        }
    }

    /**
     * What stands of a user before this input now.
     *
     * @param input of a question
     */
    public Person before(String user, Map<String, String> input) {
        Past past = pasts.get(user);
        if (past == null) {
            return Person.NOBODY;
        }
        writeProfiles(Set.of(user));
        return new Person(past.events.nearest(task, input, retrieved), past.profile);
    }

    /** Writes all profiles of these users that are due, in one go; {@link #before} would do it one by one. */
    public void writeProfiles(Set<String> users) {
        if (writer == null) {
            return;
        }
        List<ProfileWriter.Subject> subjects = new ArrayList<>();
        for (String user : new LinkedHashSet<>(users)) {
            Past past = pasts.get(user);
            if (past != null && past.profiled < past.due()) {
                subjects.add(new ProfileWriter.Subject(user, past.events.summarized()));
            }
        }
        if (subjects.isEmpty()) {
            return;
        }
        List<String> profiles = writer.write(subjects);
        for (int i = 0; i < profiles.size(); i++) {
            Past past = requireNonNull(pasts.get(subjects.get(i).user()));
            past.profile = profiles.get(i);
            past.profiled = past.due();
        }
    }

    /** Writes the profiles as they stand; what was remembered is not written. */
    public void save(DataOutput out) throws IOException {
        Map<String, Past> profiled = new TreeMap<>(pasts);
        profiled.values().removeIf(past -> past.profile == null);
        out.writeInt(profiled.size());
        for (Map.Entry<String, Past> entry : profiled.entrySet()) {
            Past past = entry.getValue();
            BinaryFields.write(out, entry.getKey());
            out.writeInt(past.profiled);
            BinaryFields.write(out, requireNonNull(past.profile));
        }
    }

    /** Reads what {@link #save} wrote, when all that had been remembered then was remembered again. */
    public void restore(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Past past = requireNonNull(pasts.get(BinaryFields.text(in)), "a profile is of somebody who is remembered");
            past.profiled = in.readInt();
            past.profile = BinaryFields.text(in);
        }
    }

    /** Bytes of what is kept of everybody, as text in UTF-8. */
    public long bytes() {
        return pasts.values().stream().mapToLong(past -> past.bytes).sum();
    }

    private static final class Past {
        private final UserPast events = new UserPast();
        private int profiled;
        private long bytes;
        private @Nullable String profile;

        void add(Task task, PastEvent event) {
            events.add(task, event);
            bytes += Bytes.of(event);
        }

        /** How many events the profile should sum up. */
        int due() {
            return ProfileSchedule.summarized(events.size());
        }
    }
}
