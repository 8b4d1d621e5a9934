package dev.intarsia.replay.source;

import dev.intarsia.evaluation.metric.PythonFloat;
import dev.intarsia.replay.lamp.LampExample;
import dev.intarsia.replay.lamp.LampFolder;
import dev.intarsia.replay.lamp.LampItem;
import dev.intarsia.replay.lamp.LampQuestion;
import dev.intarsia.replay.lamp.LampReader;
import dev.intarsia.replay.lamp.LampTask;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Turns a folder of the benchmark into a recording: profiles become events, questions stay questions. */
final class LampSource implements LampReader {
    private static final Set<String> UNREADABLE_ITEMS =
            Set.of("unreadable profile item", "profile item with an unreadable date", "profile item without its text");

    private final Tasks tasks;
    private final RecordingBuilder recording;
    private final ReadingListener listener;
    private final LampFolder folder;
    private final Map<String, LampUser> users = new LinkedHashMap<>();
    private long unreadableItems;
    private String firstUnreadableItem = "";

    private LampSource(Tasks tasks, RecordingBuilder recording, ReadingListener listener, LampFolder folder) {
        this.tasks = tasks;
        this.recording = recording;
        this.listener = listener;
        this.folder = folder;
    }

    /** Reads the folder's splits into the recording. */
    static void read(Path path, Set<String> splits, Tasks tasks, RecordingBuilder recording, ReadingListener listener)
            throws IOException {
        LampFolder folder = LampFolder.open(path, splits);
        LampSource source = new LampSource(tasks, recording, listener, folder);
        folder.read(source);
        source.users.values().forEach(user -> user.addTo(recording));
        source.requireHistory(path);
    }

    /** Profiles of which nothing could be read are another form of data, and no reason to ask without a history. */
    private void requireHistory(Path path) throws UnusableSourceException {
        if (unreadableItems > 0 && recording.hasNoEvents()) {
            throw new UnusableSourceException("None of the " + unreadableItems + " profile items in " + path
                    + " can be read, so that there is no history. The first: " + firstUnreadableItem + ".");
        }
    }

    @Override
    public void at(double share) {
        listener.at(share);
    }

    @Override
    public void leftOut(String reason, String where) {
        leftOut(reason, where, reason);
    }

    @Override
    public void leftOut(String reason, String where, String why) {
        recording.leaveOut(reason, where, why);
        if (UNREADABLE_ITEMS.contains(reason)) {
            unreadable(where, why);
        }
    }

    private void unreadable(String where, String why) {
        if (unreadableItems++ == 0) {
            firstUnreadableItem = where + ": " + why;
        }
    }

    @Override
    public void question(LampQuestion question, String gold) {
        String where = question.id().toString();
        Optional<LampTask> task = folder.task();
        Optional<Map<String, String>> input = task.flatMap(known -> known.input(question.input()));
        if (task.isEmpty() || input.isEmpty()) {
            leftOut("question without its own text", where);
            return;
        }
        LampExample example = asLabelled(new LampExample(task.get().taskFile(), input.get(), gold));
        if (!fits(example, "question", where)) {
            return;
        }
        LampUser user =
                question.user() == null ? new LampUser(where) : users.computeIfAbsent(question.user(), LampUser::new);
        user.add(new LampUser.Asked(
                question.id(), example, question.date(), items(question, example, task.get(), user)));
        if (question.user() == null) {
            user.addTo(recording);
        }
    }

    /** A rating under the label that has its value: the benchmark's own evaluation reads ratings as numbers. */
    private LampExample asLabelled(LampExample example) {
        if (tasks.require(example.task()).answer() instanceof Answer.Scale scale) {
            OptionalDouble number = PythonFloat.parse(example.output());
            return scale.labels().stream()
                    .filter(label -> number.isPresent() && number.getAsDouble() == scale.value(label))
                    .findFirst()
                    .map(label -> new LampExample(example.task(), example.input(), label))
                    .orElse(example);
        }
        return example;
    }

    /** Whether the task file has room for it; where not, it is left out. */
    private boolean fits(LampExample example, String what, String where) {
        List<Violation> violations = tasks.require(example.task()).validate(example.input(), example.output());
        if (!violations.isEmpty()) {
            recording.leaveOut(
                    what + " that does not fit task " + example.task(),
                    where,
                    "does not fit task " + example.task() + ": " + violations.get(0));
        }
        return violations.isEmpty();
    }

    /** What may be used of the question's profile, in order of time. */
    private List<LampUser.Item> items(LampQuestion question, LampExample asked, LampTask task, LampUser user) {
        boolean dated = question.profile().stream().anyMatch(item -> item.date() != null);
        List<LampUser.Item> items = new ArrayList<>();
        for (LampItem item : question.profile()) {
            String where = question.id() + ", item " + item.id();
            if (dated && item.date() == null) {
                leftOut("profile item without a date among others", where);
            } else if (item.date() != null
                    && question.date() != null
                    && item.date().isAfter(question.date())) {
                leftOut("profile item dated after its question", where);
            } else if (task.givesAway(asked.input(), asked.output(), item.fields())) {
                leftOut("profile item that is its question", where);
            } else {
                usable(item, task, user, where).ifPresent(items::add);
            }
        }
        // Stable: of one date in the profile's order.
        items.sort(Comparator.comparing(LampUser.Item::date, Comparator.nullsFirst(Comparator.naturalOrder())));
        return items;
    }

    private Optional<LampUser.Item> usable(LampItem item, LampTask task, LampUser user, String where) {
        Optional<LampExample> example = task.history(item.fields());
        if (example.isEmpty()) {
            leftOut("profile item without its text", where);
            return Optional.empty();
        }
        LampExample written = asLabelled(example.get());
        if (!fits(written, "profile item", where)) {
            unreadable(where, "does not fit task " + written.task());
            return Optional.empty();
        }
        LampUser.Item wanted = new LampUser.Item(item.id(), item.date(), written);
        return Optional.of(user.shared(wanted));
    }
}
