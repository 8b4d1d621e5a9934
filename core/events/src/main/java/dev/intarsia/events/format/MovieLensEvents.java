package dev.intarsia.events.format;

import static java.util.Objects.requireNonNull;

import dev.intarsia.events.parse.EventRules;
import dev.intarsia.events.parse.Problem;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.movielens.Film;
import dev.intarsia.tasks.movielens.NextFilm;
import dev.intarsia.tasks.movielens.Rating;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns ratings into events, one rating after the other. A rating that repeats another in everything has its id, and is
 * not liked a second time.
 */
final class MovieLensEvents implements EventSource {
    private static final Set<String> TASKS = Set.of(MovieLensFolder.MOVIE_RATING, MovieLensFolder.NEXT_MOVIE);

    private final String file;
    private final List<RatingLine> ratings;
    private final Set<String> tasks;
    private final EventRules rules;
    private final Queue<Entry> ready;
    private final Map<String, Deque<Film>> likedLast = new HashMap<>();
    private final Set<Rating> ofOneMoment = new HashSet<>();
    private @Nullable Rating last;
    private int read;

    /** The entries that are ready come first. */
    MovieLensEvents(
            String file, List<RatingLine> ratings, List<? extends Entry> ready, Set<String> tasks, EventRules rules) {
        if (tasks.isEmpty() || !TASKS.containsAll(tasks)) {
            throw new IllegalArgumentException("MovieLens has no events of " + tasks + "; ask for some of " + TASKS);
        }
        this.file = file;
        this.ratings = ratings;
        this.ready = new ArrayDeque<>(ready);
        this.tasks = Set.copyOf(tasks);
        this.rules = requireNonNull(rules);
    }

    @Override
    public @Nullable Entry next() {
        while (ready.isEmpty() && read < ratings.size()) {
            add(ratings.get(read++));
        }
        return ready.poll();
    }

    private void add(RatingLine line) {
        Rating rating = line.rating();
        if (tasks.contains(MovieLensFolder.MOVIE_RATING)) {
            offer(line, rating.id(), MovieLensFolder.MOVIE_RATING, rating.film().input(), rating.stars());
        }
        if (tasks.contains(MovieLensFolder.NEXT_MOVIE) && isNew(rating) && rating.liked()) {
            addLiked(line, rating);
        }
    }

    /** Ratings come by time, user and film, so that those which repeat another are near it. */
    private boolean isNew(Rating rating) {
        if (last == null
                || !last.time().equals(rating.time())
                || !last.user().equals(rating.user())
                || last.film().id() != rating.film().id()) {
            ofOneMoment.clear();
        }
        last = rating;
        return ofOneMoment.add(rating);
    }

    private void addLiked(RatingLine line, Rating rating) {
        Deque<Film> last = likedLast.computeIfAbsent(rating.user(), user -> new ArrayDeque<>());
        if (last.size() == NextFilm.BEFORE) {
            NextFilm next = new NextFilm(rating.user(), List.copyOf(last), rating.film(), rating.time());
            offer(line, next.id(), MovieLensFolder.NEXT_MOVIE, next.input(), next.output());
            last.removeFirst();
        }
        last.addLast(rating.film());
    }

    private void offer(RatingLine line, String id, String task, Map<String, String> input, String output) {
        Rating rating = line.rating();
        BehaviorEvent event = new BehaviorEvent(id, rating.user(), rating.time(), task, input, output, rules.now());
        List<Problem> problems = rules.check(event);
        byte[] text = line.text().getBytes(StandardCharsets.UTF_8);
        ready.add(
                problems.isEmpty() ? new Entry.Event(event) : new Entry.Unreadable(file, line.line(), text, problems));
    }

    @Override
    public double progress() {
        return ratings.isEmpty() ? 1 : (double) read / ratings.size();
    }

    @Override
    public void close() {}
}
