package dev.intarsia.replay.evidence;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Answering;
import dev.intarsia.replay.method.Mark;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.method.TrainingEvents;
import dev.intarsia.replay.pool.AssembledAdapters;
import dev.intarsia.replay.pool.SharedPool;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Streams all users' events once, under all rules side by side: the first event of everybody, then the second, each asked
 * before it is learned from. What is assembled is the same under every rule, and computed once.
 */
final class EvidencePass implements AutoCloseable {
    /** Share of events, by their ids, whose losses the rule that goes by losses knows. */
    private static final double SAMPLED = 0.25;

    private final ReplayModel model;
    private final Answering answering;
    private final AssembledAdapters assembling;
    private final Map<String, Optional<Adapter>> assembled = new HashMap<>();
    private final List<EvidenceUser> users;
    private final List<RuledUsers> rules = new ArrayList<>();
    private final Map<String, Set<Integer>> sampled = new HashMap<>();

    /**
     * One question under the adapter of some rules.
     *
     * @param adapter empty for the base model
     */
    private record Seat(RecordedEvent event, Optional<Adapter> adapter) {}

    /**
     * A question with what it came to.
     *
     * @param marks of every rule, in their order
     */
    private record Answered(RecordedEvent event, List<Mark> marks) {}

    EvidencePass(
            ReplayModel model,
            PoolRules poolRules,
            SharedPool pool,
            List<EvidenceUser> users,
            List<EvidenceRule> compared) {
        this.model = model;
        this.users = List.copyOf(users);
        this.answering = new Answering(model, new FlopMeter());
        this.assembling = new AssembledAdapters(model, poolRules, pool, new FlopMeter());
        users.forEach(user -> sampled.put(user.user(), new HashSet<>()));
        compared.forEach(rule -> rules.add(new RuledUsers(rule, model, users, this::assembled)));
    }

    private Optional<Adapter> assembled(String user) {
        return assembled.computeIfAbsent(user, assembling::of);
    }

    /** How each rule did, in the order given. */
    List<EvidenceResult.OfRule> run(Progress progress) {
        int longest =
                users.stream().mapToInt(user -> user.events().size()).max().orElse(0);
        for (int position = 0; position < longest; position++) {
            progress.at("streaming events under " + rules.size() + " rules, event", position, longest);
            int now = position;
            List<RecordedEvent> events = users.stream()
                    .filter(user -> now < user.events().size())
                    .map(user -> user.events().get(now))
                    .toList();
            stream(events, position);
        }
        List<RecordedEvent> later =
                users.stream().flatMap(user -> user.later().stream()).toList();
        for (Answered answered : ask(later)) {
            for (int i = 0; i < rules.size(); i++) {
                rules.get(i)
                        .answeredLater(answered.event().user(), answered.marks().get(i));
            }
        }
        return rules.stream().map(RuledUsers::result).toList();
    }

    /** At which positions of each user's stream the trainer would measure losses, in the order of the users. */
    List<Set<Integer>> sampled() {
        return users.stream()
                .map(user -> Set.copyOf(requireNonNull(sampled.get(user.user()))))
                .toList();
    }

    private void stream(List<RecordedEvent> events, int position) {
        List<TrainingEvent> arrivals = TrainingEvents.plain(model, events);
        arrivals.stream()
                .filter(this::sampled)
                .forEach(arrival -> requireNonNull(sampled.get(arrival.user())).add(position));
        for (Answered answered : ask(events)) {
            for (int i = 0; i < rules.size(); i++) {
                rules.get(i)
                        .answered(
                                answered.event().user(),
                                position,
                                answered.marks().get(i));
            }
        }
        assembling.take(arrivals);
        arrivals.forEach(arrival -> assembled.remove(arrival.user()));
        rules.forEach(rule -> rule.learn(arrivals));
    }

    /** Whether an event's loss under what the user is answered with is measured, for the rule that goes by losses. */
    private boolean sampled(TrainingEvent arrival) {
        return (arrival.event().fingerprint() >>> 11) * 0x1p-53 < SAMPLED;
    }

    /** Asks each question once under each adapter that some rule answers it with. */
    private List<Answered> ask(List<RecordedEvent> events) {
        List<Seat> seats = new ArrayList<>();
        List<RecordedEvent> asked = new ArrayList<>();
        List<List<Integer>> places = new ArrayList<>();
        for (RecordedEvent event : events) {
            if (model.task().labels().contains(event.output())) {
                asked.add(event);
                places.add(seat(event, seats));
            }
        }
        List<Mark> marks = marks(seats);
        List<Answered> answered = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            answered.add(new Answered(
                    asked.get(i), places.get(i).stream().map(marks::get).toList()));
        }
        return answered;
    }

    /** Where a question stands under each rule's adapter. */
    private List<Integer> seat(RecordedEvent event, List<Seat> seats) {
        // By identity: what is assembled is one object under every rule, and the base model stands under this pass
        // itself.
        Map<Object, Integer> known = new IdentityHashMap<>();
        List<Integer> places = new ArrayList<>();
        for (RuledUsers rule : rules) {
            Optional<Adapter> adapter = rule.of(event.user());
            Object key = adapter.isPresent() ? adapter.get() : this;
            places.add(known.computeIfAbsent(key, none -> {
                seats.add(new Seat(event, adapter));
                return seats.size() - 1;
            }));
        }
        return places;
    }

    private List<Mark> marks(List<Seat> seats) {
        List<Question> questions = new ArrayList<>();
        List<PromptRow> rows = new ArrayList<>();
        for (Seat seat : seats) {
            questions.add(Question.of(seat.event()));
            rows.add(new PromptRow(
                    answering.prompt(seat.event().input(), List.of(), null),
                    seat.adapter().orElse(null)));
        }
        List<Reply> replies = answering.replies(questions, rows);
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < seats.size(); i++) {
            marks.add(Mark.of(model.task(), seats.get(i).event(), replies.get(i)));
        }
        return marks;
    }

    @Override
    public void close() {
        assembling.close();
        rules.forEach(RuledUsers::close);
    }
}
