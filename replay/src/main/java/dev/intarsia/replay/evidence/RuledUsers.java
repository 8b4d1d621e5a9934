package dev.intarsia.replay.evidence;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Mark;
import dev.intarsia.replay.pool.ResidualLearning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** All users under one rule. Not thread-safe. */
final class RuledUsers implements AutoCloseable {
    private final EvidenceRule rule;
    private final ResidualLearning learning;
    private final FlopMeter meter = new FlopMeter();
    private final Map<String, UserAnswers> answers = new LinkedHashMap<>();

    /**
     * @param users in the order of the report
     * @param assembled each user's assembled adapter now
     */
    RuledUsers(
            EvidenceRule rule,
            ReplayModel model,
            List<EvidenceUser> users,
            Function<String, Optional<Adapter>> assembled) {
        this.rule = rule;
        this.learning = new ResidualLearning(
                model, rule.rule(), (user, events) -> rule.rule().of(events), assembled, meter);
        users.forEach(
                user -> answers.put(user.user(), new UserAnswers(user.events().size())));
    }

    /** Learns from events of which everything is assembled already. */
    void learn(List<TrainingEvent> arrivals) {
        learning.learn(arrivals);
    }

    /** What the user is answered with; empty for the base model. */
    Optional<Adapter> of(String user) {
        return learning.of(user);
    }

    /** @param position of the event in its user's stream, from 0 */
    void answered(String user, int position, Mark mark) {
        Objects.requireNonNull(answers.get(user)).add(position, mark);
    }

    void answeredLater(String user, Mark mark) {
        Objects.requireNonNull(answers.get(user)).addLater(mark);
    }

    EvidenceResult.OfRule result() {
        return new EvidenceResult.OfRule(
                rule.name(),
                List.copyOf(answers.values()),
                meter.rows(),
                meter.flops(),
                Math.toIntExact(answers.keySet().stream().filter(learning::has).count()));
    }

    @Override
    public void close() {
        learning.close();
    }
}
