package dev.intarsia.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.model.train.UserUpdate;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the module's README, compiled and run as it stands there. */
class ReadmeExampleTest {
    @Test
    void shouldRunTheExampleOfTheReadme() throws Exception {
        // example
        double before;
        double after;
        try (LanguageModel model = LanguageModel.load(Path.of("../../models/default"), EngineOptions.defaults());
                FusedTrainer trainer = new FusedTrainer(model, TrainingOptions.defaults())) {
            Tokenizer tokenizer = model.tokenizer();
            Example example = new Example(tokenizer.prompt("Heat is a film about crime."), 4);
            List<List<Example>> steps = Collections.nCopies(10, List.of(example));
            UserUpdate update = new UserUpdate(AdapterState.zero(model.layout()), steps, 1);
            Adapter adapter = trainer.train(List.of(update)).get(0).adapter();
            Scorer scorer = new Scorer(model);
            before =
                    scorer.losses(List.of(new ScoringRow(example, null))).get(0).mean();
            after = scorer.losses(List.of(new ScoringRow(example, adapter)))
                    .get(0)
                    .mean();
        }
        // end of example

        assertThat(after).isLessThan(before);
    }
}
