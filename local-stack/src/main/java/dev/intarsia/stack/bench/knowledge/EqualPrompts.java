package dev.intarsia.stack.bench.knowledge;

import dev.intarsia.stack.bench.knowledge.FirstTokens.Account;
import dev.intarsia.stack.bench.knowledge.FirstTokens.Question;
import dev.intarsia.tasks.movielens.Film;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A question with the user's past before it, and one without whose film has so long a name that both prompts have as many
 * tokens.
 *
 * @param tokens of each
 */
record EqualPrompts(Question known, Question plain, int tokens) {
    private static final int TRIES = 8;
    /** One token to most tokenizers, as often as it is repeated. */
    private static final String WORD = " a";
    /** The longest field that the task takes, in characters. */
    private static final int LONGEST = 300;

    /** Empty where the past is not whole in the prompt, or no name is as long. */
    static Optional<EqualPrompts> of(FirstTokens gateway, String user, Film film)
            throws IOException, InterruptedException {
        Question known = new Question(user, film.input(), true);
        Account account = gateway.account(known);
        if (account.knowledge().path("history").asInt() != KnowledgeBenchmarkSettings.HISTORY
                || !account.knowledge().path("profile").asBoolean()
                || account.knowledge().path("cut_tokens").asInt() != 0) {
            return Optional.empty();
        }
        int words = 0;
        for (int i = 0; i < TRIES; i++) {
            Optional<Question> plain = padded(user, film, words);
            if (plain.isEmpty()) {
                return Optional.empty();
            }
            int missing = account.tokens() - gateway.account(plain.get()).tokens();
            if (missing == 0) {
                return Optional.of(new EqualPrompts(known, plain.get(), account.tokens()));
            }
            words += missing;
        }
        return Optional.empty();
    }

    private static Optional<Question> padded(String user, Film film, int words) {
        if (words < 0) {
            return Optional.empty();
        }
        Map<String, String> input = new HashMap<>(film.input());
        int inTitle = Math.min(words, (LONGEST - film.title().length()) / WORD.length());
        int inGenres = words - inTitle;
        if (film.genres().length() + inGenres * WORD.length() > LONGEST
                || inGenres > 0 && film.genres().isEmpty()) {
            return Optional.empty();
        }
        input.put("title", film.title() + WORD.repeat(inTitle));
        if (inGenres > 0) {
            input.put("genres", film.genres() + WORD.repeat(inGenres));
        }
        return Optional.of(new Question(user, input, false));
    }
}
