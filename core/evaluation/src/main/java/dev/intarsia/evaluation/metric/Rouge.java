package dev.intarsia.evaluation.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * ROUGE (Lin, 2004) of one candidate against one reference, as the Python package {@code rouge_score} has it with
 * stemming off: lower case, and every run of characters other than a to z and 0 to 9 parts two words.
 */
public final class Rouge {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");

    private Rouge() {}

    /**
     * A score.
     *
     * @param precision share of the candidate that is in the reference
     * @param recall share of the reference that is in the candidate
     */
    public record Score(double precision, double recall) {
        /** The harmonic mean of both; 0 where both are. */
        public double f1() {
            return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
        }

        private static Score of(int shared, int reference, int candidate) {
            return new Score((double) shared / Math.max(candidate, 1), (double) shared / Math.max(reference, 1));
        }
    }

    /** ROUGE-1: how many words both have, each as often as both have it. */
    public static Score one(String reference, String candidate) {
        List<String> wanted = words(reference);
        List<String> given = words(candidate);
        Map<String, Integer> left = new HashMap<>();
        wanted.forEach(word -> left.merge(word, 1, Integer::sum));
        int shared = 0;
        for (String word : given) {
            if (left.merge(word, -1, Integer::sum) >= 0) {
                shared++;
            }
        }
        return Score.of(shared, wanted.size(), given.size());
    }

    /** ROUGE-L: the longest sequence of words that both have in this order, with gaps. */
    public static Score l(String reference, String candidate) {
        List<String> wanted = words(reference);
        List<String> given = words(candidate);
        int[] longest = new int[given.size() + 1];
        for (String word : wanted) {
            int diagonal = 0;
            for (int j = 1; j <= given.size(); j++) {
                int above = longest[j];
                longest[j] = word.equals(given.get(j - 1)) ? diagonal + 1 : Math.max(above, longest[j - 1]);
                diagonal = above;
            }
        }
        return Score.of(longest[given.size()], wanted.size(), given.size());
    }

    private static List<String> words(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
