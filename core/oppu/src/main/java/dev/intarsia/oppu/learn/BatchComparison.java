package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.choice.ComparedLosses;
import dev.intarsia.model.gate.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what the updates of a batch tell of losses under users' adapters with the same events' losses under the base model,
 * which were taken in this batch or an earlier one. Costs no pass of the model. What it makes of a user's sequence does not
 * depend on how that is split into batches.
 */
final class BatchComparison {
    private final Map<String, UserState> before = new LinkedHashMap<>();
    private final Map<String, List<Told>> told = new HashMap<>();

    /**
     * What one update tells.
     *
     * @param losses under the adapter that was in force, by the number of the event
     * @param anew whether earlier losses say nothing of the adapter that is in force now
     * @param counts whether these do
     */
    private record Told(Map<Long, Float> losses, boolean anew, boolean counts) {}

    /** Takes down how users stand before the first round that has events of theirs. */
    void before(List<UserSlice> round, UserStates states) {
        round.forEach(slice -> before.computeIfAbsent(slice.user(), states::of));
    }

    /** Takes down what one update tells, of a user who stood so before it. */
    void updated(UserState standing, UpdateOutcome.Published update) {
        AdapterVersion own = standing.own();
        boolean same = own != null && own.isResidual() == update.standing().isResidual();
        told.computeIfAbsent(update.user(), user -> new ArrayList<>())
                .add(new Told(update.losses(), !same || update.drift() != null, same));
    }

    /**
     * Puts into the users' states what came of it.
     *
     * @param rounds of the batch
     * @param signatures of all their events, in order
     */
    void into(StateOverlay overlay, List<List<UserSlice>> rounds, List<Signature> signatures) {
        Map<String, Map<Long, Float>> known = new HashMap<>();
        before.forEach((user, state) -> known.put(user, earlier(state)));
        int next = 0;
        for (List<UserSlice> round : rounds) {
            for (UserSlice slice : round) {
                long first = slice.after().length() - slice.arrivals().size();
                for (int i = 0; i < slice.arrivals().size(); i++) {
                    requireNonNull(known.get(slice.user()))
                            .put(first + i, (float) signatures.get(next++).loss());
                }
            }
        }
        known.forEach((user, losses) -> overlay.put(user, state(user, overlay.of(user), losses)));
    }

    private UserState state(String user, UserState state, Map<Long, Float> base) {
        List<Float> waiting = new ArrayList<>();
        for (long event = Math.max(state.seen(), state.history().length() - AwaitedLosses.MOST);
                event < state.history().length();
                event++) {
            waiting.add(base.getOrDefault(event, Float.NaN));
        }
        UserState after = state.with(AwaitedLosses.of(waiting));
        AdapterVersion own = state.own();
        List<Told> updates = told.getOrDefault(user, List.of());
        if (own == null || updates.isEmpty()) {
            return after;
        }
        ComparedLosses compared = own.trend().compared();
        for (Told update : updates) {
            compared = update.anew() ? ComparedLosses.NONE : compared;
            if (update.counts()) {
                compared = and(compared, update.losses(), base);
            }
        }
        return after.with(own.with(own.trend().with(compared)));
    }

    /** In the order of the events, since the newest count most. */
    private static ComparedLosses and(ComparedLosses compared, Map<Long, Float> trained, Map<Long, Float> base) {
        ComparedLosses all = compared;
        for (Map.Entry<Long, Float> event : new TreeMap<>(trained).entrySet()) {
            all = all.and(event.getValue(), base.getOrDefault(event.getKey(), Float.NaN));
        }
        return all;
    }

    private static Map<Long, Float> earlier(UserState state) {
        Map<Long, Float> losses = new HashMap<>();
        List<Float> newest = state.base().newest();
        long first = state.history().length() - newest.size();
        for (int i = 0; i < newest.size(); i++) {
            losses.put(first + i, newest.get(i));
        }
        return losses;
    }
}
