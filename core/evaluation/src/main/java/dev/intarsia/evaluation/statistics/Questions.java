package dev.intarsia.evaluation.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was asked, in order of users, times and events.
 *
 * @param users names in rising order
 * @param user by question, index of the user
 * @param events by question, its id
 * @param times by question, milliseconds since 1970
 * @param earlier by question, how many events of the user could be learned from
 * @param golds by question, index of the true label; −1 where answers are text
 * @param labels of the task in their order; none where answers are text
 */
public record Questions(
        List<String> users,
        int[] user,
        List<String> events,
        long[] times,
        long[] earlier,
        int[] golds,
        List<String> labels) {
    public Questions {
        users = List.copyOf(users);
        events = List.copyOf(events);
        labels = List.copyOf(labels);
    }

    public int count() {
        return user.length;
    }

    /** Only these, given in rising order; users who were asked nothing else are no longer among them. */
    Questions only(int[] chosen) {
        int[] kept = IntStream.of(chosen).map(i -> user[i]).distinct().toArray();
        return new Questions(
                IntStream.of(kept).mapToObj(users::get).toList(),
                IntStream.of(chosen)
                        .map(i -> Arrays.binarySearch(kept, user[i]))
                        .toArray(),
                IntStream.of(chosen).mapToObj(events::get).toList(),
                IntStream.of(chosen).mapToLong(i -> times[i]).toArray(),
                IntStream.of(chosen).mapToLong(i -> earlier[i]).toArray(),
                IntStream.of(chosen).map(i -> golds[i]).toArray(),
                labels);
    }

    /** Every user's, in order of time. */
    int[][] byUser() {
        int[] counts = new int[users.size()];
        for (int u : user) {
            counts[u]++;
        }
        int[][] found = new int[users.size()][];
        int next = 0;
        for (int u = 0; u < found.length; u++) {
            // Questions are in order of users.
            found[u] = IntStream.range(next, next + counts[u]).toArray();
            next += counts[u];
        }
        return found;
    }
}
