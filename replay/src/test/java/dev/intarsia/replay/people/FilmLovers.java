package dev.intarsia.replay.people;

import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Made-up people who rate films, most of them with a taste of their own, and the default base model. */
public final class FilmLovers {
    /** Where the default checkpoint is, from a module's directory. */
    public static final Path CHECKPOINT = Path.of("../models/default");

    private static final List<String> GENRES = List.of("Comedy", "Drama", "Horror", "Sci-Fi");

    private FilmLovers() {}

    /** The default base model for ratings, with the trainer's own settings. */
    public static ReplayModel model(long seed) throws IOException {
        return model("movie-rating", seed);
    }

    /** The same for a task. */
    public static ReplayModel model(String task, long seed) throws IOException {
        return model(task, seed, Map.of());
    }

    /** The same with settings of the trainer. */
    public static ReplayModel model(String task, long seed, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("model.precision", "fp32");
        TrainerConfig trainer = TrainerConfig.SETTINGS.with(all);
        return ReplayModel.open(
                CHECKPOINT, Tasks.bundled(), task, trainer.model(), trainer.recipe(), SamplingOptions.GREEDY, seed);
    }

    /** Everybody's events by name, in order of time. */
    public static Map<String, List<RecordedEvent>> events(List<String> users, int each) {
        Map<String, List<RecordedEvent>> events = new LinkedHashMap<>();
        users.forEach(user -> events.put(user, events(user, each)));
        return events;
    }

    /** One person's events; the person loves one genre and hates another. */
    public static List<RecordedEvent> events(String user, int count) {
        SplittableRandom random = new SplittableRandom(user.hashCode());
        int loved = random.nextInt(GENRES.size());
        int hated = (loved + 1) % GENRES.size();
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int genre = random.nextInt(GENRES.size());
            String stars = genre == loved ? "5.0" : genre == hated ? "1.0" : "3.5";
            events.add(new RecordedEvent(
                    user + "-" + i,
                    user,
                    Instant.ofEpochSecond(1_000_000L + 60L * i),
                    "movie-rating",
                    Map.of("title", "Film " + random.nextInt(50), "year", "1999", "genres", GENRES.get(genre)),
                    stars));
        }
        return events;
    }

    /** What one person turned to next, as events of a task whose answer is text. */
    public static List<RecordedEvent> choices(String user, int count) {
        List<RecordedEvent> choices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            choices.add(new RecordedEvent(
                    user + "-" + i,
                    user,
                    Instant.ofEpochSecond(1_000_000L + 60L * i),
                    "next-movie",
                    Map.of("liked", "Heat (1995); Fargo (1996); " + user + " " + i),
                    "The " + user + " Film (1999)"));
        }
        return choices;
    }
}
