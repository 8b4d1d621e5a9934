package dev.intarsia.replay.statistics;

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

    /** Of one user, in order of time. */
    int[] of(int which) {
        return IntStream.range(0, count()).filter(i -> user[i] == which).toArray();
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
