package dev.intarsia.model.bpe;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the words of texts, cut as the tokenizer will cut them. Not thread-safe. */
public final class WordCounts {
    /**
     * How text is cut before pairs are merged: English contractions, words with their leading space, numbers with one
     * decimal (so that a rating is one token), other signs, white space.
     */
    static final String PATTERN =
            "'(?:s|t|re|ve|m|ll|d)| ?\\p{L}+| ?\\d+(?:\\.\\d)?| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

    private static final Pattern WORD = Pattern.compile(PATTERN, Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, Long> counts = new TreeMap<>();

    /** Counts every word of a text once. */
    public void add(String text) {
        add(text, 1);
    }

    /** Counts every word of a text {@code times} times. */
    public void add(String text, long times) {
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            counts.merge(words.group(), times, Long::sum);
        }
    }

    /** The words counted at least {@code least} times. */
    public Map<String, Long> atLeast(long least) {
        Map<String, Long> frequent = new TreeMap<>(counts);
        frequent.values().removeIf(count -> count < least);
        return Collections.unmodifiableMap(frequent);
    }
}
