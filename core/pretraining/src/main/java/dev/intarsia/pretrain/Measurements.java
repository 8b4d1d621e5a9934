package dev.intarsia.pretrain;

/**
 * What the finished model does on events and texts it never learned.
 *
 * @param textPerplexity per token, on held-out reviews
 * @param population ratings of the population's last twentieth
 * @param populationWithHistory the same with the user's four ratings before each in the prompt
 * @param targets ratings of the target users' last fifth
 * @param targetsWithHistory the same with history
 * @param nextFilmNats per token of the film the population's users turned to in their last twentieth
 * @param continuation how the model goes on from a few words
 * @param nextFilm the film it names after three
 */
record Measurements(
        double textPerplexity,
        RatingScore population,
        RatingScore populationWithHistory,
        RatingScore targets,
        RatingScore targetsWithHistory,
        double nextFilmNats,
        String continuation,
        String nextFilm) {}
