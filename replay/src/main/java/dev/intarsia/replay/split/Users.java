package dev.intarsia.replay.split;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The users of a recorded stream, parted by how active they are, as OPPU (arXiv 2402.04401) and Per-Pcs (arXiv
 * 2406.10471) part them.
 *
 * @param targets whom the methods are measured on, the most active first
 * @param population everybody else, the most active first; base model, pool and settings come from them alone
 */
public record Users(List<String> targets, List<String> population) {
    /** As many targets as the papers have. */
    public static final int TARGETS = 100;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    public Users {
        targets = List.copyOf(targets);
        population = List.copyOf(population);
    }

    /**
     * The {@code targets} most active users, and the others. Of two users with as many events the one with the smaller
     * id goes first: by number where both ids are numbers, numbers before other ids, those by their text.
     *
     * @param events how many events each user has
     */
    public static Users byActivity(Map<String, Integer> events, int targets) {
        if (targets < 0) {
            throw new IllegalArgumentException("There cannot be " + targets + " targets; give zero or more.");
        }
        List<String> all = events.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry::getKey, bySmallerId()))
                .map(Map.Entry::getKey)
                .toList();
        int border = Math.min(targets, all.size());
        return new Users(all.subList(0, border), all.subList(border, all.size()));
    }

    /**
     * The most active users of the population: whose adapters become pieces where no consent says otherwise.
     *
     * @throws IllegalArgumentException where the population is smaller
     */
    public List<String> sharers(int count) {
        if (count < 0 || count > population.size()) {
            throw new IllegalArgumentException(
                    "There are " + population.size() + " users to share, not " + count + "; ask for fewer.");
        }
        return population.subList(0, count);
    }

    private static Comparator<String> bySmallerId() {
        return Comparator.comparing(Users::number).thenComparing(Comparator.naturalOrder());
    }

    private static long number(String id) {
        return NUMBER.matcher(id).matches() ? Long.parseLong(id) : Long.MAX_VALUE;
    }
}
