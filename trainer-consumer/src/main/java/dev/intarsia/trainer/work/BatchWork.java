package dev.intarsia.trainer.work;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.gate.GradientGates;
import dev.intarsia.oppu.gate.PieceGates;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.BatchResult;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.TrainedKind;
import dev.intarsia.oppu.learn.TrainingRule;
import dev.intarsia.oppu.learn.UpdateOutcome;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.schemas.topic.WithdrawalReason;
import dev.intarsia.trainer.admit.EventAdmission;
import dev.intarsia.trainer.config.Audience;
import dev.intarsia.trainer.partition.AssignedPartitions;
import dev.intarsia.trainer.share.SharedPart;
import dev.intarsia.trainer.share.SharingRegister;
import dev.intarsia.trainer.state.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Works out what a batch of records, and what users have decided meanwhile, lead to. Changes nothing. */
public final class BatchWork implements AutoCloseable {
    private final EventAdmission admission;
    private final Learner learner;
    private final Audience audience;
    private final @Nullable ResidualRule residuals;
    private final TopicChanges.Shape shape;
    private final PieceGates gates;
    private final GradientGates sketches;
    private final EventRemoval removal;

    /**
     * Works by these rules.
     *
     * @param learner closed with this; it trains residuals where there is a rule for them
     * @param residuals who gets a residual; null for nobody
     * @param sketches tells how far pieces have moved
     */
    public BatchWork(
            EventAdmission admission,
            Learner learner,
            Audience audience,
            @Nullable ResidualRule residuals,
            TopicChanges.Shape shape,
            PieceGates gates,
            GradientGates sketches) {
        this.admission = requireNonNull(admission);
        this.learner = requireNonNull(learner);
        this.audience = requireNonNull(audience);
        this.residuals = residuals;
        this.shape = requireNonNull(shape);
        this.gates = requireNonNull(gates);
        this.sketches = requireNonNull(sketches);
        this.removal = new EventRemoval(admission, learner);
    }

    /**
     * Works one batch out.
     *
     * @param records of partitions that are held, each partition's in the order of the log
     * @param changed users whose election, consent or erasure has changed; those of other partitions are passed over
     * @param level how much training updates get
     */
    public TransactionOutput work(
            List<ConsumerRecord<byte[], byte[]>> records,
            Set<String> changed,
            AssignedPartitions held,
            SharingRegister register,
            LoadLevel level) {
        StateOverlay overlay = new StateOverlay(held, register::releases);
        Set<String> users = new LinkedHashSet<>(held.pendingErasure());
        changed.stream().filter(user -> concerned(user, held, register)).forEach(users::add);
        Map<String, Instant> forgotten = forget(users, held, register, overlay);
        EventRemoval.Removed removed = removal.of(changed, held, register.events(), overlay);
        TrainingRule rule = (user, events) -> kind(user, events, register);
        List<UpdateOutcome> anew = anew(removed.untrained(), overlay, rule, level);
        users.addAll(removed.untrained());
        ValidatedBatch sorted = ValidatedBatch.of(records, admission, register);
        // In this order: what is caught up with rests on what was learned.
        BatchResult result = learner.learn(sorted.arrivals(), overlay, rule, level)
                .and(catchUp(users, overlay, register, level))
                .and(anew);
        users.addAll(overlay.adapters().keySet());
        List<TopicChanges> changes = users.stream()
                .map(user -> changes(user, overlay, forgotten.keySet(), removed.untrained(), held, register))
                .toList();
        return new TransactionOutput(
                records.size(),
                sorted.forgotten(),
                sorted.refused(),
                result,
                overlay,
                changes,
                forgotten,
                removed.followed(),
                CutGates.of(changes, overlay, gates));
    }

    /** Whether the register may ask for other records of a user than those that stand on the topics. */
    public boolean concerns(String user, Published published, SharingRegister register) {
        return register.shares(user)
                || !published.pieces().isEmpty()
                || audience == Audience.ROSTER && !published.adapterModules().isEmpty();
    }

    /** Most whose decisions are read at a start are neither sharers nor erased, and need not be read from the store. */
    private boolean concerned(String user, AssignedPartitions held, SharingRegister register) {
        return held.known(user)
                .filter(published -> register.erasedUpTo(user).isPresent() || concerns(user, published, register))
                .isPresent();
    }

    /** Takes from erased users everything up to the erasure, and says whose records must go, with the moment. */
    private static Map<String, Instant> forget(
            Set<String> users, AssignedPartitions held, SharingRegister register, StateOverlay overlay) {
        Map<String, Instant> forgotten = new LinkedHashMap<>();
        for (String user : users) {
            register.erasedUpTo(user).ifPresent(moment -> {
                UserState state = held.of(user);
                if (restsOn(state, moment) || held.pendingErasure().contains(user)) {
                    overlay.put(user, new UserState(state.history().after(moment), null, 0));
                    forgotten.put(user, moment);
                }
            });
        }
        return forgotten;
    }

    private static boolean restsOn(UserState state, Instant moment) {
        AdapterVersion own = state.own();
        return state.history().reachesBack(moment)
                || own != null && !own.lastIngestedAt().isAfter(moment);
    }

    /** Trains from what is left of users whose adapter had learned an erased event. */
    private List<UpdateOutcome> anew(Set<String> untrained, StateOverlay overlay, TrainingRule rule, LoadLevel level) {
        List<UpdateOutcome> outcomes = new ArrayList<>();
        for (TrainedKind kind : TrainedKind.values()) {
            outcomes.addAll(learner.update(
                    untrained.stream()
                            .filter(user ->
                                    rule.of(user, overlay.of(user).history().length()) == kind)
                            .filter(user -> learner.enough(kind, overlay.of(user)))
                            .toList(),
                    kind,
                    overlay,
                    level));
        }
        return outcomes;
    }

    /** Gives newly elected sharers, where others have no own adapters, theirs at once. */
    private List<UpdateOutcome> catchUp(
            Set<String> users, StateOverlay overlay, SharingRegister register, LoadLevel level) {
        if (audience == Audience.EVERYONE && residuals == null) {
            return List.of();
        }
        List<String> late = users.stream()
                .filter(register::shares)
                .filter(user ->
                        overlay.of(user).own() == null || overlay.of(user).hasResidual())
                .filter(user -> learner.enough(TrainedKind.OWN, overlay.of(user)))
                .toList();
        return learner.update(late, overlay, level);
    }

    /** Sharers always have own adapters, since pieces are cut from these. */
    private TrainedKind kind(String user, long events, SharingRegister register) {
        if (register.shares(user)) {
            return TrainedKind.OWN;
        }
        if (audience == Audience.ROSTER) {
            return TrainedKind.NOTHING;
        }
        return residuals == null ? TrainedKind.OWN : residuals.of(events);
    }

    private TopicChanges changes(
            String user,
            StateOverlay overlay,
            Set<String> forgotten,
            Set<String> untrained,
            AssignedPartitions held,
            SharingRegister register) {
        boolean newVersion = overlay.adapters().containsKey(user);
        boolean keeps = !forgotten.contains(user) && !untrained.contains(user) && mayOwn(user, register);
        UserState state = overlay.of(user);
        if (!keeps && !newVersion && state.own() != null) {
            state = state.withoutOwn();
            overlay.put(user, state);
        }
        // Somebody who was erased may have decided anew since, which is no reason for what goes now.
        SharedPart shared = register.part(user);
        if (forgotten.contains(user)) {
            shared = new SharedPart(shared.ratio(), WithdrawalReason.WITHDRAWN);
        }
        return TopicChanges.of(
                user,
                state,
                newVersion,
                keeps,
                shared,
                held.published(user),
                shape,
                new AdapterSketches(sketches, () -> overlay.adapter(user).adapter()));
    }

    private boolean mayOwn(String user, SharingRegister register) {
        return audience == Audience.EVERYONE || register.shares(user);
    }

    @Override
    public void close() {
        learner.close();
    }
}
