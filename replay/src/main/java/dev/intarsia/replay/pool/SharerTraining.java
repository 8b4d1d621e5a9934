package dev.intarsia.replay.pool;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.assembler.roster.Candidate;
import dev.intarsia.assembler.roster.Election;
import dev.intarsia.assembler.roster.ElectionRules;
import dev.intarsia.assembler.roster.Roster;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.trainer.learn.Arrival;
import dev.intarsia.trainer.learn.Draft;
import dev.intarsia.trainer.learn.Learner;
import dev.intarsia.trainer.learn.Lesson;
import dev.intarsia.trainer.learn.ScoredEvent;
import dev.intarsia.trainer.update.ReferenceSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Elects sharers among those who may share and trains their adapters, by the assembler's election and the trainer's
 * learner: event after event, as if each sharer's history streamed in.
 */
final class SharerTraining implements AutoCloseable {
    /** How many of each sharer's events are worked on together; bounds the memory, changes no result. */
    private static final int STRETCH = 64;

    private final ReplayModel model;
    private final AssemblerConfig config;
    private final Learner learner;
    private final LearnerFlops flops;
    private final StandingSignatures signatures;

    SharerTraining(ReplayModel model, AssemblerConfig config, FlopMeter meter) {
        this.model = model;
        this.config = config;
        this.learner = Learner.of(model.trainer(), model.model(), ReferenceSet.none());
        this.flops = new LearnerFlops(model, meter);
        this.signatures = new StandingSignatures(model, AssemblerSettings.decay(config.signatures()), meter);
    }

    /**
     * The elected with their adapters.
     *
     * @param candidates events of those who may share, in order of time
     */
    List<Sharer> train(Map<String, List<RecordedEvent>> candidates) {
        Collection<String> elected = elect(candidates);
        Map<String, List<Arrival>> arrivals = new TreeMap<>();
        elected.forEach(user -> arrivals.put(user, Arrivals.of(model, candidates.getOrDefault(user, List.of()))));
        signatures.clear();
        StandingUsers standing = new StandingUsers();
        int longest = arrivals.values().stream().mapToInt(List::size).max().orElse(0);
        for (int from = 0; from < longest; from += STRETCH) {
            List<Arrival> stretch = new ArrayList<>();
            for (List<Arrival> all : arrivals.values()) {
                stretch.addAll(all.subList(Math.min(from, all.size()), Math.min(from + STRETCH, all.size())));
            }
            Draft draft = new Draft(standing);
            Lesson lesson = learner.learn(stretch, draft, user -> true);
            flops.count(lesson);
            for (ScoredEvent scored : lesson.scored()) {
                signatures.add(scored.arrival().user(), scored.signature());
            }
            standing.take(draft);
        }
        return arrivals.keySet().stream()
                .filter(user -> standing.of(user).own() != null)
                .map(user -> new Sharer(
                        user,
                        standing.of(user).version(),
                        standing.adapter(user).adapter(),
                        signatures.of(user)))
                .toList();
    }

    /** Where there are seats for all, nobody's behavior has to be known. */
    private Collection<String> elect(Map<String, List<RecordedEvent>> candidates) {
        AssemblerConfig.Roster roster = config.roster();
        Map<String, Candidate> standing = new TreeMap<>();
        boolean contested = candidates.size() > roster.capacity();
        candidates.forEach((user, events) -> {
            if (contested) {
                signatures.learn(Arrivals.of(model, events));
            }
            standing.put(
                    user,
                    contested
                            ? Candidate.of(signatures.of(user), model.model().fingerprint(), 1)
                            : new Candidate(events.size(), 1, new float[0]));
        });
        ElectionRules rules = new ElectionRules(
                roster.capacity(), roster.minEvents(), roster.growth(), roster.challenge(), roster.seed());
        return Election.hold(rules, standing, Roster.empty(), Instant.EPOCH)
                .seats()
                .keySet();
    }

    @Override
    public void close() {
        learner.close();
        signatures.close();
    }
}
