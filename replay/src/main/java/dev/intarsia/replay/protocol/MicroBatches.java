package dev.intarsia.replay.protocol;

import dev.intarsia.replay.source.RecordedEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges the steps of many users into micro-batches, each user in their own order: every micro-batch advances each
 * user by one step. Its size decides how much is computed together, never a user's result.
 */
public final class MicroBatches {
    /** As many as make one update of an adapter, so that users' updates meet in one batch. */
    private static final int LEARNED = 8;

    private static final int ASKED = 16;

    private MicroBatches() {}

    /** @param users each user's turns */
    public static List<ProtocolStep> of(List<List<ProtocolStep>> users) {
        return of(users, LEARNED, ASKED);
    }

    /**
     * @param learned at most so many events of one user in a tick
     * @param asked likewise questions
     */
    static List<ProtocolStep> of(List<List<ProtocolStep>> users, int learned, int asked) {
        List<Way> ways = users.stream().map(Way::new).toList();
        List<ProtocolStep> ticks = new ArrayList<>();
        List<ProtocolStep> steps = steps(ways, learned, asked);
        while (!steps.isEmpty()) {
            ticks.add(new ProtocolStep(
                    steps.stream().flatMap(step -> step.learned().stream()).toList(),
                    steps.stream().flatMap(step -> step.asked().stream()).toList()));
            steps = steps(ways, learned, asked);
        }
        return ticks;
    }

    private static List<ProtocolStep> steps(List<Way> ways, int learned, int asked) {
        List<ProtocolStep> steps = new ArrayList<>();
        for (Way way : ways) {
            ProtocolStep step = way.step(learned, asked);
            if (!step.learned().isEmpty() || !step.asked().isEmpty()) {
                steps.add(step);
            }
        }
        return steps;
    }

    /** How far one user has come. */
    private static final class Way {
        private final List<ProtocolStep> turns;
        private int turn;
        private int learned;
        private int asked;

        Way(List<ProtocolStep> turns) {
            this.turns = turns.stream()
                    .filter(each -> !each.learned().isEmpty() || !each.asked().isEmpty())
                    .toList();
        }

        /** Empty at the end of the way. */
        ProtocolStep step(int mostLearned, int mostAsked) {
            if (turn == turns.size()) {
                return new ProtocolStep(List.of(), List.of());
            }
            ProtocolStep current = turns.get(turn);
            List<RecordedEvent> toLearn = from(current.learned(), learned, mostLearned);
            learned += toLearn.size();
            boolean all = learned == current.learned().size();
            List<RecordedEvent> toAsk = all ? from(current.asked(), asked, mostAsked) : List.of();
            asked += toAsk.size();
            if (all && asked == current.asked().size()) {
                turn++;
                learned = 0;
                asked = 0;
            }
            return new ProtocolStep(toLearn, toAsk);
        }

        private static List<RecordedEvent> from(List<RecordedEvent> events, int begin, int most) {
            return events.subList(begin, Math.min(events.size(), begin + most));
        }
    }
}
