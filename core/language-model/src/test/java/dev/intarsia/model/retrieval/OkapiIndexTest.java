package dev.intarsia.model.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OkapiIndexTest {
    @Test
    void shouldRankRareWordsAboveCommonOnes() {
        OkapiIndex index = index("a film of love", "a film of war", "a film of robots");

        assertThat(index.best("robots in a film", 3)).startsWith(2);
    }

    /** Scores by hand: "x" stands in both, so its weight is ln(1 + 0.5/2.5); the shorter text wins. */
    @Test
    void shouldPreferTheShorterOfTwoTextsWithTheSameWords() {
        assertThat(index("x y z w", "x").best("x", 1)).containsExactly(1);
        assertThat(index("x", "x y z w").best("x", 1)).containsExactly(0);
    }

    @Test
    void shouldPreferTheLaterOfTwoEqualMatches() {
        assertThat(index("war", "love", "war").best("war", 3)).containsExactly(2, 0, 1);
        assertThat(index("war", "love").best("nothing known", 5)).containsExactly(1, 0);
    }

    @Test
    void shouldIgnoreCaseAndPunctuation() {
        assertThat(index("Comedy, Drama", "Horror").best("comedy", 1)).containsExactly(0);
        assertThat(index("ÉTÉ", "hiver").best("été", 1)).containsExactly(0);
    }

    /** In a growing index "a" is rare at first and common later, and the ranking follows. */
    @Test
    void shouldWeightWordsByTheCurrentDocuments() {
        OkapiIndex index = index("a", "b");
        assertThat(index.best("a a b", 1)).containsExactly(0);

        for (int i = 0; i < 20; i++) {
            index.add("a c");
        }

        assertThat(index.best("a b", 1)).containsExactly(1);
    }

    @Test
    void shouldFindNothingInAnEmptyIndex() {
        assertThat(new OkapiIndex().best("a", 3)).isEmpty();
    }

    private static OkapiIndex index(String... texts) {
        OkapiIndex index = new OkapiIndex();
        for (String text : texts) {
            index.add(text);
        }
        return index;
    }
}
