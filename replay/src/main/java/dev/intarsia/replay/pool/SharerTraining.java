package dev.intarsia.replay.pool;

import static java.util.Comparator.comparing;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.oppu.gate.GateRequest;
import dev.intarsia.oppu.gate.PieceGates;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.pieces.election.Candidate;
import dev.intarsia.pieces.election.Election;
import dev.intarsia.pieces.election.Roster;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.infer.UserSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.LearnerStates;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.TrainingEvents;
import dev.intarsia.replay.source.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Elects sharers among those who may share and trains their adapters, by the assembler's election and the trainer's
 * learner: event after event, as if each sharer's history streamed in.
 */
public final class SharerTraining implements AutoCloseable {
    /** How many of each sharer's events are worked on together; bounds the memory, changes no result. */
    private static final int STRETCH = 64;

    private final ReplayModel model;
    private final PoolRules rules;
    private final Progress progress;
    private final Learner learner;
    private final StandingSignatures signatures;
    private final PieceGates gates;

    /**
     * Trains by the trainer's recipe.
     *
     * @param model left open
     * @param rules of the election
     * @param meter what is computed is added there
     */
    public SharerTraining(ReplayModel model, PoolRules rules, FlopMeter meter, Progress progress) {
        this.model = model;
        this.rules = rules;
        this.progress = progress;
        this.learner = Learner.ofAdapters(
                model.recipe(),
                model.model(),
                ReferenceSet.none(),
                update -> meter.add(model.flops().training(update)));
        this.signatures = StandingSignatures.of(model, rules, meter);
        this.gates = PieceGates.of(
                model.recipe().gates(),
                model.model(),
                update -> update.steps()
                        .forEach(step ->
                                step.forEach(example -> meter.add(model.flops().training(example)))));
    }

    /**
     * The elected with their adapters.
     *
     * @param candidates events of those who may share, in order of time
     */
    public List<Sharer> train(Map<String, List<RecordedEvent>> candidates) {
        return train(candidates, STRETCH, (user, version, adapter) -> {});
    }

    /**
     * The same.
     *
     * @param versions hears of each version, for which fewer events are worked on together
     */
    public List<Sharer> train(Map<String, List<RecordedEvent>> candidates, SharerVersions versions) {
        return train(candidates, model.recipe().schedule().early(), versions);
    }

    private List<Sharer> train(Map<String, List<RecordedEvent>> candidates, int together, SharerVersions versions) {
        List<String> elected = elect(candidates);
        List<List<TrainingEvent>> arrivals = elected.stream()
                .map(user -> TrainingEvents.plain(model, candidates.getOrDefault(user, List.of())))
                .toList();
        LearnerStates standing =
                new LearnerStates(model.model().layout(), model.recipe().window());
        long all = arrivals.stream().mapToInt(List::size).sum();
        long done = 0;
        int longest = arrivals.stream().mapToInt(List::size).max().orElse(0);
        for (int from = 0; from < longest; from += together) {
            List<TrainingEvent> stretch = new ArrayList<>();
            for (List<TrainingEvent> own : arrivals) {
                own.subList(Math.min(from, own.size()), Math.min(from + together, own.size()))
                        .forEach(arrival -> stretch.add(TrainingEvents.seeded(model, arrival)));
            }
            progress.at("training sharers' adapters, event", done, all);
            StateOverlay overlay = new StateOverlay(standing);
            learner.learn(stretch, overlay, user -> true);
            standing.take(overlay);
            for (String user : elected) {
                AdapterState trained = overlay.adapters().get(model.seeded(user));
                if (trained != null) {
                    versions.trained(user, standing.of(model.seeded(user)).version(), trained.adapter());
                }
            }
            done += stretch.size();
        }
        return sharers(elected, arrivals, standing);
    }

    private List<Sharer> sharers(List<String> elected, List<List<TrainingEvent>> arrivals, LearnerStates standing) {
        List<Sharer> sharers = new ArrayList<>();
        List<Map<ModuleId, float[]>> made = gates(elected, standing);
        for (int i = 0; i < elected.size(); i++) {
            String user = elected.get(i);
            progress.at("taking sharers' signatures, sharer", i, elected.size());
            UserState state = standing.of(model.seeded(user));
            if (state.own() != null) {
                if (signatures.of(user).events() == 0) {
                    signatures.learn(arrivals.get(i));
                }
                sharers.add(new Sharer(
                        user,
                        state.version(),
                        standing.adapter(model.seeded(user)).adapter(),
                        signatures.of(user),
                        made.get(sharers.size())));
            }
        }
        return sharers;
    }

    /**
     * Events of those who could have shared and do not, or of the sharers where there is nobody else: which, is drawn as
     * the assembler draws them.
     */
    SignatureSample sample(Map<String, List<RecordedEvent>> candidates, Set<String> sharers) {
        List<String> others = candidates.keySet().stream()
                .filter(user -> !sharers.contains(user))
                .toList();
        List<Map<ModuleId, float[]>> signatures = new ArrayList<>();
        List<String> drawn = (others.isEmpty() ? candidates.keySet().stream() : others.stream())
                .sorted(comparing(UserSample::rank))
                .limit(rules.sample().users())
                .toList();
        for (int i = 0; i < drawn.size(); i++) {
            progress.at("sampling the population's signatures, user", i, drawn.size());
            List<RecordedEvent> events = candidates.getOrDefault(drawn.get(i), List.of()).stream()
                    .sorted(comparing(event -> UserSample.rank(event.id())))
                    .limit(rules.sample().eventsPerUser())
                    .toList();
            signatures.addAll(this.signatures.single(TrainingEvents.plain(model, events)));
        }
        return SignatureSample.of(signatures);
    }

    /** The gates of everybody who has an adapter, in order. */
    private List<Map<ModuleId, float[]>> gates(List<String> elected, LearnerStates standing) {
        List<ModuleId> modules =
                model.model().layout().modules().stream().map(ModuleShape::id).toList();
        List<GateRequest> requests = new ArrayList<>();
        for (String user : elected) {
            String seeded = model.seeded(user);
            UserState state = standing.of(seeded);
            if (state.own() != null) {
                requests.add(new GateRequest(
                        seeded,
                        state.version(),
                        state.seen(),
                        standing.adapter(seeded).adapter(),
                        state.history(),
                        modules));
            }
        }
        progress.at("making gates, sharer", 0, requests.size());
        return gates.of(requests);
    }

    /** Where there are seats for all, nobody's behavior has to be known. */
    private List<String> elect(Map<String, List<RecordedEvent>> candidates) {
        Map<String, Candidate> standing = new TreeMap<>();
        boolean contested = candidates.size() > rules.election().capacity();
        candidates.forEach((user, events) -> {
            if (contested) {
                progress.at("electing sharers, candidate", standing.size(), candidates.size());
                signatures.learn(TrainingEvents.plain(model, events));
            }
            standing.put(
                    user,
                    contested
                            ? Candidate.of(signatures.of(user), model.model().fingerprint(), 1)
                            : new Candidate(events.size(), 1, new float[0]));
        });
        return List.copyOf(Election.hold(rules.election(), standing, Roster.empty(), Instant.EPOCH)
                .seats()
                .keySet());
    }

    @Override
    public void close() {
        learner.close();
        signatures.close();
    }
}
