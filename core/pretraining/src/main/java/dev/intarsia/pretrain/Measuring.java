package dev.intarsia.pretrain;

import dev.intarsia.model.example.Example;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.movielens.NextFilm;
import dev.intarsia.tasks.movielens.Rating;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures weights on what was held out. */
final class Measuring {
    private static final int HISTORY = 4;

    private final DecoderTraining model;
    private final PopulationExamples examples;
    private final Answer.Scale scale;
    private final int[] labels;

    Measuring(DecoderTraining model, PopulationExamples examples, Tasks tasks) {
        this.model = model;
        this.examples = examples;
        this.scale = (Answer.Scale) tasks.require("movie-rating").answer();
        this.labels = examples.labels();
    }

    /** Perplexity per token over whole windows. */
    double perplexity(List<int[]> windows) {
        return Math.exp(nats(
                windows.stream().map(window -> new LearningRow(window, 1, 1)).toList()));
    }

    /** Mean nats per answer token of the films liked within each user's last events. */
    double nextFilmNats(List<PopulationSplit.Held> users) {
        List<LearningRow> rows = new ArrayList<>();
        for (PopulationSplit.Held user : users) {
            int choices = NextFilm.of(user.ratings()).size();
            long held = user.measured().stream().filter(Rating::liked).count();
            examples.nextFilms(List.of(user.ratings())).stream()
                    .skip(Math.max(0, choices - held))
                    .forEach(example -> rows.add(new LearningRow(example.tokens(), example.responseStart(), 1)));
        }
        return nats(rows);
    }

    /** Scores the measured ratings of all users, each with up to four ratings before it in the prompt or with none. */
    RatingScore ratings(List<PopulationSplit.Held> users, boolean withHistory) {
        List<int[]> questions = new ArrayList<>();
        List<Integer> given = new ArrayList<>();
        for (PopulationSplit.Held user : users) {
            List<Rating> own = user.ratings();
            for (int i = own.size() - user.count(); i < own.size(); i++) {
                questions.add(prompt(examples.rating(own, i, withHistory ? latest(own, i) : List.of())));
                given.add(scale.labels().indexOf(own.get(i).stars()));
            }
        }
        double[][] probabilities = new LabelProbabilities(model, labels).of(questions);
        return RatingScore.of(
                scale, probabilities, given.stream().mapToInt(Integer::intValue).toArray());
    }

    private static int[] prompt(Example example) {
        return Arrays.copyOf(example.tokens(), example.responseStart());
    }

    private static List<PastEvent> latest(List<Rating> own, int index) {
        return own.subList(Math.max(0, index - HISTORY), index).stream()
                .map(event -> new PastEvent(event.film().input(), event.stars()))
                .toList();
    }

    private double nats(List<LearningRow> rows) {
        double nats = 0;
        long count = 0;
        for (int from = 0; from < rows.size(); from += 8) {
            Batch batch = Batch.of(rows.subList(from, Math.min(rows.size(), from + 8)));
            for (float score : model.score(batch, batch.targets())) {
                nats -= score;
                count++;
            }
        }
        return nats / count;
    }
}
