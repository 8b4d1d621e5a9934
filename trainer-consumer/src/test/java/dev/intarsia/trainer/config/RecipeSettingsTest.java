package dev.intarsia.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.fixture.TinyTokenizer;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.oppu.learn.RecipeFingerprint;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.config.InvalidConfigException;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeSettingsTest {
    private static final String GOOD =
            "{\"task\": \"movie-rating\", \"input\": {\"title\": \"Heat\"}, \"output\": \"4.0\"}";

    @TempDir
    Path directory;

    @Test
    void shouldTakeAllNewEventsIntoEachStepByDefault() {
        Recipe recipe = TrainerConfig.SETTINGS.with(Map.of()).recipe();

        long newRows = Math.round(recipe.planner().newShare() * recipe.planner().rows());
        assertThat(newRows).isEqualTo(recipe.schedule().every());
        assertThat(recipe.training().learningRate()).isEqualTo(new LearningRate.Constant(0.006));
        assertThat(recipe.training().clip()).isInfinite();
        assertThat(recipe.guard().on()).isFalse();
        assertThat(recipe.keepsMoments()).isFalse();
    }

    @Test
    void shouldAcceptTheOtherSchedule() {
        Recipe recipe = TrainerConfig.SETTINGS
                .with(Map.of("training.schedule", "linear", "training.clip", "0.3", "guard.holdout", "2"))
                .recipe();

        assertThat(recipe.training().learningRate()).isEqualTo(new LearningRate.Linear(0.006));
        assertThat(recipe.training().clip()).isEqualTo(0.3);
        assertThat(recipe.planner().holdout()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "update.every, 0",
        "update.steps, 0",
        "update.answer-margin, -1",
        "drift.significance, 1",
        "drift.rate, 0.5",
        "update.rows, 0",
        "update.new-share, 1.5",
        "update.rehearsal.recent-share, 2",
        "update.rehearsal.recent-window, 0",
        "residual.every, 0",
        "residual.rows, 0",
        "residual.learning-rate, 0",
        "residual.from-events, -1",
        "residual.own-from-events, 31",
        "training.learning-rate, 0",
        "training.clip, -1",
        "training.dropout, 1",
        "bounds.norm, -1",
        "guard.holdout, 8",
        "guard.margin, -1",
        "history.window, 7",
        "knowledge.history, 9",
        "knowledge.history, -1",
        "signatures.sketch, 0",
        "gates.steps, 0",
        "gates.rows, 0",
        "gates.learning-rate, 0",
        "gates.weight-decay, -1"
    })
    void shouldNameTheKeyOfASettingThatCannotWorkWhenSettingsAreLoaded(String key, String value) {
        assertThatThrownBy(() -> TrainerConfig.SETTINGS.with(Map.of(key, value)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("The settings of trainer-consumer cannot be used: ")
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource({
        "update.every, 9",
        "update.steps, 3",
        "update.rows, 11",
        "update.new-share, 0.7",
        "update.rehearsal.recent-share, 0.4",
        "update.rehearsal.recent-window, 65",
        "history.window, 2001",
        "knowledge.history, 1",
        "knowledge.profile, true",
        "training.learning-rate, 0.007",
        "training.schedule, linear",
        "training.keep-moments, true",
        "training.weight-decay, 0.02",
        "training.beta1, 0.8",
        "training.beta2, 0.99",
        "training.clip, 1",
        "training.dropout, 0.1",
        "guard.holdout, 1",
        "guard.margin, 0.06",
        "model.max-tokens, 255"
    })
    void shouldHaveAnotherFingerprintForEverySettingThatChangesAdapters(String key, String value) {
        assertThat(fingerprint(Map.of(key, value))).isNotEqualTo(fingerprint(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"batch.max-events, 7", "signatures.sketch, 16", "gates.steps, 3", "kafka.group-id, other"})
    void shouldHaveTheSameFingerprintForSettingsThatChangeNoAdapter(String key, String value) {
        assertThat(fingerprint(Map.of(key, value))).isEqualTo(fingerprint(Map.of()));
    }

    private static String fingerprint(Map<String, String> settings) {
        AdapterLayout layout = new AdapterLayout(2, 4, List.of(new ModuleShape(ModuleId.parse("0.q"), 3, 5)));
        return RecipeFingerprint.of(TrainerConfig.SETTINGS.with(settings).recipe(), layout, ReferenceSet.none());
    }

    @Test
    void shouldReadTheReferenceSetLineByLine() throws IOException {
        ReferenceSet set = reference(GOOD + "\n\n" + GOOD + "\n");

        assertThat(set.examples()).hasSize(2);
        assertThat(set.margin()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON | line 2",
                "{\"task\": \"knitting\", \"input\": {}, \"output\": \"x\"} | knitting",
                "{\"task\": \"movie-rating\", \"input\": {}, \"output\": \"4.0\"} | title",
                "{\"task\": \"movie-rating\"} | line 2"
            })
    void shouldNameTheLineOfAnUnusableReference(String line, String named) {
        assertThatThrownBy(() -> reference(GOOD + "\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guard.reference")
                .hasMessageContaining("line 2")
                .hasMessageContaining(named);
    }

    private ReferenceSet reference(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("reference.jsonl"), text);
        TrainerConfig config = TrainerConfig.SETTINGS.with(Map.of("guard.reference", file.toString()));
        try (Tokenizer tokenizer = Tokenizer.open(TinyTokenizer.SMALLER.write(directory))) {
            return config.reference(Tasks.bundled(), new ExampleEncoder(tokenizer, 64));
        }
    }
}
