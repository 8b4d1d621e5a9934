package dev.intarsia.model.bpe;

import dev.intarsia.model.tokenizer.ByteAlphabet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A learned vocabulary: special tokens first, then the 256 bytes, then one token per merge.
 *
 * @param specials texts of the special tokens, from number 0
 * @param symbols every byte and merged symbol, spelled in the byte alphabet, in the order of their numbers
 * @param merges the merges as two spelled symbols each, in the order they were learned
 */
public record BytePairVocabulary(List<String> specials, List<String> symbols, List<List<String>> merges) {
    public BytePairVocabulary {
        specials = List.copyOf(specials);
        symbols = List.copyOf(symbols);
        merges = List.copyOf(merges);
    }

    /**
     * Learns merges until the vocabulary has {@code size} tokens.
     *
     * @param counts how often each word occurs
     * @throws IllegalArgumentException where the words have too few pairs for this size
     */
    public static BytePairVocabulary learn(Map<String, Long> counts, int size, List<String> specials) {
        List<int[]> words = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        counts.forEach((word, count) -> {
            words.add(octets(word));
            times.add(count);
        });
        PairTable pairs =
                new PairTable(words, times.stream().mapToLong(Long::longValue).toArray());
        List<String> symbols = new ArrayList<>();
        for (int octet = 0; octet < 256; octet++) {
            symbols.add(String.valueOf(ByteAlphabet.character(octet)));
        }
        List<List<String>> merges = new ArrayList<>();
        while (specials.size() + symbols.size() < size) {
            Merge best = pairs.best();
            if (best == null) {
                throw new IllegalArgumentException("The text has pairs for " + (specials.size() + symbols.size())
                        + " tokens only, not " + size + "; give more text or a smaller vocabulary");
            }
            String left = symbols.get(best.left());
            String right = symbols.get(best.right());
            pairs.merge(best, symbols.size());
            symbols.add(left + right);
            merges.add(List.of(left, right));
        }
        return new BytePairVocabulary(specials, symbols, merges);
    }

    /** How many tokens there are, special ones included. */
    public int size() {
        return specials.size() + symbols.size();
    }

    /** Every token's spelling in the order of the numbers. */
    public List<String> tokens() {
        List<String> tokens = new ArrayList<>(specials);
        tokens.addAll(symbols);
        return Collections.unmodifiableList(tokens);
    }

    private static int[] octets(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int[] symbols = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            symbols[i] = bytes[i] & 0xff;
        }
        return symbols;
    }
}
