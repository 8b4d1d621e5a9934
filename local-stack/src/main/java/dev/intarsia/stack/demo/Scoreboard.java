package dev.intarsia.stack.demo;

import dev.intarsia.evaluation.result.Prediction;
import dev.intarsia.evaluation.result.PredictionLines;
import dev.intarsia.stack.client.Guess;
import dev.intarsia.stack.demo.Round.Played;
import dev.intarsia.tasks.movielens.Rating;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every prediction beside what the user did, by method. */
final class Scoreboard {
    private final List<Entry> entries = new ArrayList<>();

    /** One event with what each method said of it. */
    private record Entry(Played event, Map<String, Guess> guesses) {
        double error(String method) {
            Guess guess = guesses.get(method);
            if (guess == null) {
                throw new IllegalArgumentException("No prediction by " + method + " for user "
                        + event.rating().user() + ".");
            }
            return Math.abs(Double.parseDouble(guess.answer())
                    - Double.parseDouble(event.rating().stars()));
        }

        List<Prediction> predictions() {
            Rating rating = event.rating();
            List<Prediction> predictions = new ArrayList<>();
            guesses.forEach((method, guess) -> predictions.add(new Prediction(
                    method,
                    rating.user(),
                    rating.id(),
                    rating.time(),
                    event.index(),
                    guess.answer(),
                    rating.stars(),
                    guess.nll(),
                    guess.probabilities())));
            return predictions;
        }
    }

    void add(Played event, Map<String, Guess> guesses) {
        entries.add(new Entry(event, new LinkedHashMap<>(guesses)));
    }

    /** Ids of the events that were asked about. */
    Set<String> asked() {
        return entries.stream().map(entry -> entry.event().rating().id()).collect(Collectors.toSet());
    }

    /** Adds other methods' predictions of the same events, by event id. */
    void compare(Map<String, Map<String, Guess>> others) {
        entries.forEach(entry -> entry.guesses()
                .putAll(others.getOrDefault(entry.event().rating().id(), Map.of())));
    }

    /** Mean absolute error over the latest predictions, NaN before the first. */
    double running(DemoMethod method, int latest) {
        return entries.subList(Math.max(0, entries.size() - latest), entries.size()).stream()
                .mapToDouble(entry -> entry.error(method.title()))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Writes all predictions, those of the users' last fifths apart from the others.
     *
     * @param scored file of the former
     * @param sampled file of the latter
     */
    void write(Path scored, Path sampled) throws IOException {
        if (entries.stream().noneMatch(entry -> entry.event().scored())) {
            throw new IllegalStateException("No prediction was scored; play more events of each target user.");
        }
        write(scored, true);
        write(sampled, false);
    }

    private void write(Path file, boolean scored) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (Entry entry : entries) {
                if (entry.event().scored() == scored) {
                    for (Prediction prediction : entry.predictions()) {
                        lines.append(PredictionLines.write(prediction)).append('\n');
                    }
                }
            }
        }
    }
}
