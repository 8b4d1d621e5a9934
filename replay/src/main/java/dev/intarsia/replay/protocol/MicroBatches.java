package dev.intarsia.replay.protocol;

import dev.intarsia.replay.source.RecordedEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts many users' turns into stretches in which they go side by side, each user in their own order: every tick takes
 * each user one step on. The cut decides how much is computed together, never what a user gets.
 */
public final class MicroBatches {
    /** As many as make one update of an adapter, so that users' updates meet in one batch. */
    private static final int LEARNED = 8;

    private static final int ASKED = 16;

    private MicroBatches() {}

    /** @param users each user's turns */
    public static List<Turn> of(List<List<Turn>> users) {
        return of(users, LEARNED, ASKED);
    }

    /**
     * @param learned at most so many events of one user in a tick
     * @param asked likewise questions
     */
    static List<Turn> of(List<List<Turn>> users, int learned, int asked) {
        List<Way> ways = users.stream().map(Way::new).toList();
        List<Turn> ticks = new ArrayList<>();
        List<Turn> steps = steps(ways, learned, asked);
        while (!steps.isEmpty()) {
            ticks.add(new Turn(
                    steps.stream().flatMap(step -> step.learned().stream()).toList(),
                    steps.stream().flatMap(step -> step.asked().stream()).toList()));
            steps = steps(ways, learned, asked);
        }
        return ticks;
    }

    private static List<Turn> steps(List<Way> ways, int learned, int asked) {
        List<Turn> steps = new ArrayList<>();
        for (Way way : ways) {
            Turn step = way.step(learned, asked);
            if (!step.learned().isEmpty() || !step.asked().isEmpty()) {
                steps.add(step);
            }
        }
        return steps;
    }

    /** How far one user has come. */
    private static final class Way {
        private final List<Turn> turns;
        private int turn;
        private int learned;
        private int asked;

        Way(List<Turn> turns) {
            this.turns = turns.stream()
                    .filter(each -> !each.learned().isEmpty() || !each.asked().isEmpty())
                    .toList();
        }

        /** Empty at the end of the way. */
        Turn step(int mostLearned, int mostAsked) {
            if (turn == turns.size()) {
                return new Turn(List.of(), List.of());
            }
            Turn current = turns.get(turn);
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
            return new Turn(toLearn, toAsk);
        }

        private static List<RecordedEvent> from(List<RecordedEvent> events, int begin, int most) {
            return events.subList(begin, Math.min(events.size(), begin + most));
        }
    }
}
