package dev.intarsia.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.fixture.TinyTokenizer;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopulationSplitTest {
    private static final MovieLens SAMPLE = MovieLens.read(Path.of("../../data/movielens-small"));
    private static final PopulationSplit SPLIT = PopulationSplit.of(SAMPLE);

    @Test
    void shouldTrainOnNoEventOfATargetUser() {
        Set<String> targets = new HashSet<>(SAMPLE.targetUsers());

        assertThat(targets).hasSize(100);
        assertThat(SPLIT.training()).hasSize(571);
        assertThat(SPLIT.training().stream().flatMap(List::stream))
                .hasSizeGreaterThan(40_000)
                .noneMatch(rating -> targets.contains(rating.user()));
    }

    @Test
    void shouldTrainOnNoEventThatMeasures() {
        Set<String> learned = new HashSet<>();
        SPLIT.training().forEach(own -> own.forEach(rating -> learned.add(rating.id())));

        assertThat(SPLIT.heldOut().stream().flatMap(user -> user.measured().stream()))
                .isNotEmpty()
                .noneMatch(rating -> learned.contains(rating.id()));
        assertThat(SPLIT.targets().stream().flatMap(user -> user.measured().stream()))
                .isNotEmpty()
                .noneMatch(rating -> learned.contains(rating.id()));
    }

    @Test
    void shouldHoldOutTheLastTwentieth() {
        PopulationSplit.Held first = SPLIT.heldOut().get(0);
        List<Rating> own = first.ratings();

        assertThat(first.measured()).isEqualTo(own.subList(own.size() - own.size() / 20, own.size()));
        assertThat(SPLIT.heldOut()).allMatch(user -> user.count() >= 1);
    }

    @Test
    void shouldPutOnlyEarlierEventsBeforeAPrompt() {
        List<Rating> own = SPLIT.training().get(0);
        Random random = new Random(9);
        for (int index = 0; index < 40; index++) {
            List<PastEvent> before = PopulationExamples.earlier(own, index, 4, random);
            Set<PastEvent> earlier = new HashSet<>();
            own.subList(0, index)
                    .forEach(event -> earlier.add(new PastEvent(event.film().input(), event.stars())));

            assertThat(before).hasSizeLessThanOrEqualTo(Math.min(4, index)).isSubsetOf(earlier);
        }
    }

    @Test
    void shouldMakeOneExamplePerRatingWithHistoryInSomePrompts(@TempDir Path directory) throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(TinyTokenizer.FILMS.write(directory))) {
            PopulationExamples examples = new PopulationExamples(Tasks.bundled(), new ExampleEncoder(tokenizer, 512));
            List<List<Rating>> users = SPLIT.training().subList(0, 2);

            List<Example> made = examples.ratings(users, 4);

            int ratings = users.get(0).size() + users.get(1).size();
            long withHistory = made.stream()
                    .filter(example -> tokenizer.decode(example.tokens()).startsWith("Rated before:"))
                    .count();
            assertThat(made).hasSize(ratings);
            assertThat(withHistory / (double) ratings).isBetween(0.08, 0.22);
            assertThat(examples.labels()).hasSize(10).doesNotHaveDuplicates();
        }
    }
}
