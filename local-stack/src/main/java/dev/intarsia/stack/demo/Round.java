package dev.intarsia.stack.demo;

import dev.intarsia.tasks.movielens.Rating;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of every user's history, played side by side.
 *
 * @param number from 0
 * @param of how many rounds there are
 * @param events in the order in which they are sent
 */
record Round(int number, int of, List<Played> events) {

    /**
     * One event of a round.
     *
     * @param index place in the person's played history
     */
    record Played(Person person, int index) {
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

    /** Share of the stream that has passed when this round begins. */
    double part() {
        return (double) number / of;
    }

    /**
     * Cuts histories into rounds: those of the longest history hold {@code size} events of it, shorter histories are
     * stretched over the same rounds, so that all end together.
     */
    static List<Round> cut(List<Person> people, int size) {
        int longest = people.stream()
                .mapToInt(person -> person.ratings().size())
                .max()
                .orElse(0);
        int count = (longest + size - 1) / size;
        List<Round> rounds = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            List<Played> events = new ArrayList<>();
            for (Person person : people) {
                long length = person.ratings().size();
                for (long i = length * number / count; i < length * (number + 1) / count; i++) {
                    events.add(new Played(person, (int) i));
                }
            }
            rounds.add(new Round(number, count, List.copyOf(events)));
        }
        return List.copyOf(rounds);
    }
}
