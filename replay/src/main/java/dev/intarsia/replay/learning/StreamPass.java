package dev.intarsia.replay.learning;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.UserAdapters;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.sweep.Exam;
import dev.intarsia.replay.sweep.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Streams all users' events once: the first event of everybody, then the second, each asked before it is learned. */
final class StreamPass {
    private final ReplayModel model;
    private final List<StreamedUser> users;
    private final List<Integer> early;

    /**
     * @param users at least one
     * @param early after how many events of everybody later ones are asked already
     */
    StreamPass(ReplayModel model, List<StreamedUser> users, List<Integer> early) {
        this.model = model;
        this.users = List.copyOf(users);
        this.early = List.copyOf(early);
    }

    /** Events of the user with most of them. */
    int longest() {
        return users.stream().mapToInt(user -> user.events().size()).max().orElseThrow();
    }

    /** @param progress hears of events */
    RuleResult run(LearningRule rule, Progress progress) {
        long began = System.nanoTime();
        FlopMeter meter = new FlopMeter();
        int longest = longest();
        List<Scores> streamed = blank(longest);
        List<List<Scores>> asked = new ArrayList<>();
        try (UserAdapters adapters = rule.adapters().apply(meter)) {
            Exam exam = new Exam(model);
            for (int position = 0; position < longest; position++) {
                progress.at(rule.name() + ", event", position, longest);
                List<RecordedEvent> now = new ArrayList<>();
                for (int i = 0; i < users.size(); i++) {
                    List<RecordedEvent> events = users.get(i).events();
                    if (position < events.size()) {
                        now.add(events.get(position));
                        exam.add(events.get(position), adapter(adapters, i), streamed.get(i), position);
                    }
                }
                exam.ask();
                adapters.learn(now);
                if (early.contains(position + 1)) {
                    asked.add(later(exam, adapters));
                }
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            return new RuleResult(
                    rule.name(),
                    streamed,
                    again(exam, adapters, longest),
                    later(exam, adapters),
                    asked,
                    users.stream().map(user -> adapters.driftAt(user.user())).toList(),
                    meter.flops(),
                    seconds);
        }
    }

    /** The streamed events once more, under the adapters at the end. */
    private List<Scores> again(Exam exam, UserAdapters adapters, int longest) {
        return ask(exam, adapters, blank(longest), StreamedUser::events);
    }

    private List<Scores> later(Exam exam, UserAdapters adapters) {
        List<Scores> scores =
                users.stream().map(user -> Scores.none(user.later().size())).toList();
        return ask(exam, adapters, scores, StreamedUser::later);
    }

    private List<Scores> ask(
            Exam exam,
            UserAdapters adapters,
            List<Scores> scores,
            Function<StreamedUser, List<RecordedEvent>> questions) {
        for (int i = 0; i < users.size(); i++) {
            List<RecordedEvent> events = questions.apply(users.get(i));
            for (int position = 0; position < events.size(); position++) {
                exam.add(events.get(position), adapter(adapters, i), scores.get(i), position);
            }
        }
        exam.ask();
        return scores;
    }

    private @Nullable Adapter adapter(UserAdapters adapters, int user) {
        return adapters.of(users.get(user).user()).orElse(null);
    }

    private List<Scores> blank(int positions) {
        return users.stream().map(user -> Scores.none(positions)).toList();
    }
}
