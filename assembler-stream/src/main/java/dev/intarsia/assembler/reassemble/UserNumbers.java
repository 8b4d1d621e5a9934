package dev.intarsia.assembler.reassemble;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers the users of a partition, so that sets of them take few bytes. A number is used again after its user is gone. */
final class UserNumbers {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<@Nullable String> users = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();

    /** The user's number, a new one where there was none. */
    int of(String user) {
        Integer known = numbers.get(user);
        if (known != null) {
            return known;
        }
        Integer reused = free.poll();
        int number = reused == null ? users.size() : reused;
        if (reused == null) {
            users.add(user);
        } else {
            users.set(number, user);
        }
        numbers.put(user, number);
        return number;
    }

    @Nullable
    Integer find(String user) {
        return numbers.get(user);
    }

    @Nullable
    String user(int number) {
        return users.get(number);
    }

    void remove(String user) {
        Integer number = numbers.get(user);
        if (number != null) {
            free(number);
        }
    }

    /** The number's user is gone. */
    void free(int number) {
        numbers.remove(users.get(number));
        users.set(number, null);
        free.add(number);
    }

    /** One more than the largest number in use. */
    int size() {
        return users.size();
    }
}
