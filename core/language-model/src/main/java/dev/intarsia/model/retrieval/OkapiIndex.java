package dev.intarsia.model.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Okapi BM25 (Robertson and Zaragoza 2009) over texts that come one by one, exact at every moment:
 * Σ idf(t) · tf (k1 + 1) / (tf + k1 (1 − b + b · length / mean length)) over the query's words t, with
 * idf(t) = ln(1 + (N − n + ½) / (n + ½)), k1 = 1.5 and b = 0.75. Words are runs of letters and digits in lower case.
 * Not thread-safe.
 */
public final class OkapiIndex {
    private static final double K1 = 1.5;
    private static final double B = 0.75;

    private final Map<String, List<Posting>> postings = new HashMap<>();
    private final List<Integer> lengths = new ArrayList<>();
    private long words;

    private record Posting(int text, int frequency) {}

    /** Adds a text; it gets the next number, from 0. */
    public void add(String text) {
        int number = lengths.size();
        List<String> found = words(text);
        Map<String, Integer> frequencies = new HashMap<>();
        found.forEach(word -> frequencies.merge(word, 1, Integer::sum));
        frequencies.forEach((word, frequency) ->
                postings.computeIfAbsent(word, absent -> new ArrayList<>()).add(new Posting(number, frequency)));
        lengths.add(found.size());
        words += found.size();
    }

    /** How many texts there are. */
    public int size() {
        return lengths.size();
    }

    /**
     * The texts that fit the query best, the best first; of two that fit equally the later.
     *
     * @param count how many; all of them where there are no more
     */
    public int[] best(String query, int count) {
        double[] scores = new double[size()];
        for (String word : words(query)) {
            add(scores, postings.getOrDefault(word, List.of()));
        }
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(text -> -scores[text])
                        .thenComparing(Comparator.reverseOrder()))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void add(double[] scores, List<Posting> found) {
        double idf = Math.log(1 + (size() - found.size() + 0.5) / (found.size() + 0.5));
        double mean = (double) words / size();
        for (Posting posting : found) {
            double length = lengths.get(posting.text()) / mean;
            double frequency = posting.frequency();
            scores[posting.text()] += idf * frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * length));
        }
    }

    private static List<String> words(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i < lower.length(); ) {
            int character = lower.codePointAt(i);
            if (!isOfWord(character)) {
                if (begin >= 0) {
                    words.add(lower.substring(begin, i));
                    begin = -1;
                }
            } else if (begin < 0) {
                begin = i;
            }
            i += Character.charCount(character);
        }
        if (begin >= 0) {
            words.add(lower.substring(begin));
        }
        return words;
    }

    /** Unicode's letters (L) and numbers (N). */
    private static boolean isOfWord(int character) {
        if (Character.isLetterOrDigit(character)) {
            return true;
        }
        int type = Character.getType(character);
        return type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }
}
