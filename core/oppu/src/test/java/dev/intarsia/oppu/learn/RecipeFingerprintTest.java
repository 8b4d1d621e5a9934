package dev.intarsia.oppu.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.oppu.update.UpdateBounds;
import dev.intarsia.pieces.module.ModuleId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeFingerprintTest {
    private static final AdapterLayout LAYOUT =
            new AdapterLayout(2, 4, List.of(new ModuleShape(ModuleId.parse("0.q"), 3, 5)));
    private static final Example EXAMPLE = new Example(new int[] {1, 2, 3}, 1);

    /** Lineages on the log have it in them. */
    @Test
    void shouldStayAsItWasReleased() {
        assertThat(fingerprint(LAYOUT, ReferenceSet.none()))
                .isEqualTo("22bb74ef3cdd94f7b698ca567669508e5a2cb44f725d161f2c94919fc748f0a9");
    }

    @Test
    void shouldTellShapesAndReferenceSetsApart() {
        ReferenceSet reference = new ReferenceSet(List.of(EXAMPLE), 0.5);

        assertThat(List.of(
                        fingerprint(LAYOUT, ReferenceSet.none()),
                        fingerprint(new AdapterLayout(3, 4, LAYOUT.modules()), ReferenceSet.none()),
                        fingerprint(new AdapterLayout(2, 5, LAYOUT.modules()), ReferenceSet.none()),
                        fingerprint(
                                new AdapterLayout(2, 4, List.of(new ModuleShape(ModuleId.parse("0.v"), 3, 5))),
                                ReferenceSet.none()),
                        fingerprint(LAYOUT, reference),
                        fingerprint(LAYOUT, new ReferenceSet(List.of(EXAMPLE), 0.6)),
                        fingerprint(LAYOUT, new ReferenceSet(List.of(new Example(new int[] {1, 2, 3}, 2)), 0.5))))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldTellBoundsApart() {
        Recipe recipe = LineageTest.recipe(100);

        assertThat(RecipeFingerprint.of(recipe.with(new UpdateBounds(10, 16)), LAYOUT, ReferenceSet.none()))
                .isNotEqualTo(fingerprint(LAYOUT, ReferenceSet.none()));
    }

    @Test
    void shouldTellKnowledgeApart() {
        Recipe recipe = LineageTest.recipe(100);

        assertThat(List.of(
                        fingerprint(LAYOUT, ReferenceSet.none()),
                        fingerprint(recipe.with(new KnowledgeChoice(1, false))),
                        fingerprint(recipe.with(new KnowledgeChoice(2, false))),
                        fingerprint(recipe.with(new KnowledgeChoice(0, true))),
                        fingerprint(recipe.with(new KnowledgeChoice(1, true)))))
                .doesNotHaveDuplicates();
        assertThat(fingerprint(recipe.with(KnowledgeChoice.NONE))).isEqualTo(fingerprint(LAYOUT, ReferenceSet.none()));
    }

    private static String fingerprint(Recipe recipe) {
        return RecipeFingerprint.of(recipe, LAYOUT, ReferenceSet.none());
    }

    private static String fingerprint(AdapterLayout layout, ReferenceSet reference) {
        return RecipeFingerprint.of(LineageTest.recipe(100), layout, reference);
    }
}
