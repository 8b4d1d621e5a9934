package dev.intarsia.replay.evidence;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.oppu.learn.TrainedKind;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.pool.ResidualLearning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All users under one rule. Not thread-safe. */
final class RuledUsers implements AutoCloseable {
    private final EvidenceRule rule;
    private final Function<String, Optional<Adapter>> assembled;
    private final ResidualLearning learning;
    private final FlopMeter meter = new FlopMeter();
    private final Map<String, AnswerTrack> tracks = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, UserAnswers> answers = new HashMap<>();

    /** @param assembled each user's assembled adapter now */
    RuledUsers(EvidenceRule rule, ReplayModel model, Function<String, Optional<Adapter>> assembled) {
        this.rule = rule;
        this.assembled = assembled;
        this.learning = new ResidualLearning(model, rule.how(), this::kind, assembled, meter);
    }

    private TrainedKind kind(String user, long events) {
        return rule.choice().of(events, track(user));
    }

    AnswerTrack track(String user) {
        return tracks.computeIfAbsent(user, name -> new AnswerTrack());
    }

    UserAnswers answers(String user) {
        return answers.computeIfAbsent(user, name -> new UserAnswers());
    }

    /** Learns from events of which everything is assembled already. */
    void learn(List<TrainingEvent> arrivals) {
        arrivals.forEach(arrival -> counts.merge(arrival.user(), 1L, Long::sum));
        learning.learn(arrivals);
    }

    /** What the user is answered with; empty for the base model. */
    Optional<Adapter> of(String user) {
        return trained(user) ? learning.of(user) : assembled.apply(user);
    }

    /** Whether the user is answered with a residual or an own adapter. */
    boolean trained(String user) {
        return learning.has(user)
                && !(rule.drops() && kind(user, counts.getOrDefault(user, 0L)) == TrainedKind.NOTHING);
    }

    /** @param users in the order of the report */
    EvidenceResult.OfRule result(List<EvidenceUser> users) {
        List<UserAnswers> inOrder = new ArrayList<>();
        users.forEach(user -> inOrder.add(answers(user.user())));
        return new EvidenceResult.OfRule(
                rule.name(),
                inOrder,
                meter.rows(),
                meter.flops(),
                Math.toIntExact(
                        users.stream().filter(user -> trained(user.user())).count()));
    }

    @Override
    public void close() {
        learning.close();
    }
}
