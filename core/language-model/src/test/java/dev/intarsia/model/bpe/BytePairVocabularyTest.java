package dev.intarsia.model.bpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.tokenizer.ByteAlphabet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BytePairVocabularyTest {
    private static final List<String> SPECIALS = List.of("<|pad|>", "<|bos|>");

    @Test
    void shouldMergeTheMostFrequentPairFirst() {
        BytePairVocabulary vocabulary = BytePairVocabulary.learn(Map.of("abab", 3L, "cd", 5L), 256 + 2 + 3, SPECIALS);

        assertThat(vocabulary.merges()).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("ab", "ab"));
        assertThat(vocabulary.tokens())
                .hasSize(261)
                .startsWith("<|pad|>", "<|bos|>")
                .endsWith("ab", "cd", "abab");
    }

    @Test
    void shouldCountARunOfEqualLettersOncePerPlace() {
        BytePairVocabulary vocabulary = BytePairVocabulary.learn(Map.of("aaaa", 2L, "bc", 5L), 259 + 2, SPECIALS);

        assertThat(vocabulary.merges().get(0)).containsExactly("a", "a");
    }

    @Test
    void shouldNotDependOnTheOrderOfWords() {
        Map<String, Long> sorted = new TreeMap<>();
        Random random = new Random(11);
        for (int i = 0; i < 400; i++) {
            StringBuilder word = new StringBuilder(" ");
            for (int j = 0; j < 2 + random.nextInt(7); j++) {
                word.append("etaoinshr".charAt(random.nextInt(9)));
            }
            sorted.merge(word.toString(), 1L + random.nextInt(50), Long::sum);
        }
        Map<String, Long> hashed = new HashMap<>(sorted);
        Map<String, Long> reversed = new LinkedHashMap<>();
        new TreeMap<>(sorted).descendingMap().forEach(reversed::put);

        BytePairVocabulary expected = BytePairVocabulary.learn(sorted, 420, SPECIALS);

        assertThat(BytePairVocabulary.learn(hashed, 420, SPECIALS)).isEqualTo(expected);
        assertThat(BytePairVocabulary.learn(reversed, 420, SPECIALS)).isEqualTo(expected);
    }

    /** Recounts every pair before each merge. */
    @Test
    void shouldAgreeWithCountingEverythingAgain() {
        Map<String, Long> words = new TreeMap<>(
                Map.of(" tattoo", 4L, " total", 9L, "otto", 3L, " toot", 6L, "aa", 7L, " banana", 5L, "ananas", 2L));
        BytePairVocabulary learned = BytePairVocabulary.learn(words, 258 + 12, SPECIALS);

        Map<List<String>, Long> split = new HashMap<>();
        words.forEach(
                (word, count) -> split.merge(List.of(ByteAlphabet.spell(word).split("")), count, Long::sum));
        for (List<String> merge : learned.merges()) {
            Map<List<String>, Long> pairs = new HashMap<>();
            split.forEach((symbols, count) -> {
                for (int i = 0; i + 1 < symbols.size(); i++) {
                    pairs.merge(List.of(symbols.get(i), symbols.get(i + 1)), count, Long::sum);
                }
            });
            assertThat(pairs.get(merge))
                    .isEqualTo(pairs.values().stream().max(Long::compare).orElseThrow());
            Map<List<String>, Long> next = new HashMap<>();
            split.forEach((symbols, count) -> next.merge(merged(symbols, merge), count, Long::sum));
            split.clear();
            split.putAll(next);
        }
    }

    @Test
    void shouldRefuseAVocabularyTheTextCannotFill() {
        assertThatThrownBy(() -> BytePairVocabulary.learn(Map.of("ab", 1L), 300, SPECIALS))
                .hasMessageContaining("259 tokens only")
                .hasMessageContaining("more text");
    }

    private static List<String> merged(List<String> symbols, List<String> pair) {
        List<String> out = new java.util.ArrayList<>();
        for (int i = 0; i < symbols.size(); i++) {
            if (i + 1 < symbols.size() && symbols.subList(i, i + 2).equals(pair)) {
                out.add(pair.get(0) + pair.get(1));
                i++;
            } else {
                out.add(symbols.get(i));
            }
        }
        return out;
    }
}
