package dev.intarsia.stack.demo;

import dev.intarsia.tasks.movielens.Rating;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of some users' histories, played side by side.
 *
 * @param number from 0, the same for all groups
 * @param of how many such numbers there are
 * @param group which of the groups into which people were dealt
 * @param events in the order in which they are sent
 */
record Round(int number, int of, int group, List<Played> events) {
    /**
     * One event of a round.
     *
     * @param index place in the person's played history
     */
    record Played(DemoUser person, int index) {
        Rating rating() {
            return person.ratings().get(index);
        }

        boolean scored() {
            return index >= person.scoredFrom();
        }
    }

    /** The users who have events in this round, in the order in which they are sent. */
    List<String> people() {
        return events.stream().map(event -> event.person().user()).distinct().toList();
    }

    boolean scores() {
        return events.stream().anyMatch(Played::scored);
    }

    /**
     * Cuts histories into rounds: those of the longest history hold {@code size} events of it, shorter histories are
     * stretched over the same rounds, so that all end together. People are dealt into groups whose rounds take turns: while
     * one group's events are learned from, the next group's can be predicted.
     */
    static List<Round> cut(List<DemoUser> people, int size, int groups) {
        int longest = people.stream()
                .mapToInt(person -> person.ratings().size())
                .max()
                .orElse(0);
        int count = (longest + size - 1) / size;
        List<Round> rounds = new ArrayList<>(count * groups);
        for (int number = 0; number < count; number++) {
            for (int group = 0; group < groups; group++) {
                List<Played> events = new ArrayList<>();
                for (int i = group; i < people.size(); i += groups) {
                    play(people.get(i), number, count, events);
                }
                if (!events.isEmpty()) {
                    rounds.add(new Round(number, count, group, List.copyOf(events)));
                }
            }
        }
        return List.copyOf(rounds);
    }

    private static void play(DemoUser person, int number, int count, List<Played> events) {
        long length = person.ratings().size();
        for (long i = length * number / count; i < length * (number + 1) / count; i++) {
            events.add(new Played(person, (int) i));
        }
    }
}
