package dev.intarsia.pretrain;

import dev.intarsia.model.bpe.BytePairVocabulary;
import dev.intarsia.model.bpe.WordCounts;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.movielens.Film;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Learns the vocabulary from the run's texts and from the prompts the model will see. */
final class PretrainedVocabulary {
    static final String PAD = "<|pad|>";
    static final String BOS = "<|bos|>";
    static final String EOS = "<|eos|>";
    static final List<String> SPECIALS = List.of(PAD, BOS, EOS);

    private static final int REVIEWS = 9000;
    private static final int OTHERS = 6000;
    private static final int PER_PROMPT = 3;
    /** Enough for a rating's pairs to be merged before any other. */
    private static final int PER_LABEL = 50_000;

    private static final int RAREST = 3;

    private PretrainedVocabulary() {}

    static BytePairVocabulary learn(Corpus corpus, Collection<Film> films, Tasks tasks, int size) {
        WordCounts words = new WordCounts();
        corpus.reviews().stream().limit(REVIEWS).forEach(words::add);
        corpus.films().forEach(words::add);
        corpus.others().stream().limit(OTHERS).forEach(words::add);
        Task rating = tasks.require("movie-rating");
        Task next = tasks.require("next-movie");
        for (Film film : films) {
            PastEvent event = new PastEvent(film.input(), rating.labels().get(0));
            words.add(rating.prompt(film.input(), List.of(event), null), PER_PROMPT);
            words.add(next.prompt(Map.of("liked", film.name())) + next.answer(film.name()), PER_PROMPT);
        }
        rating.labels().forEach(label -> words.add(rating.answer(label), PER_LABEL));
        return BytePairVocabulary.learn(words.atLeast(RAREST), size, SPECIALS);
    }
}
