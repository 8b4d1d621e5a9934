package dev.intarsia.pretrain;

import dev.intarsia.pretrain.corpus.NpmPackage;
import java.util.List;
import java.util.Locale;

/** Describes a finished model for those who use it. */
final class ModelCard {
    private ModelCard() {}

    static String of(
            PretrainingOptions options,
            DecoderShape shape,
            List<? extends Stage> stages,
            String fingerprint,
            Measurements measured) {
        StringBuilder card = new StringBuilder("# The default base model\n\n");
        int weights =
                shape.weights().stream().mapToInt(DecoderShape.Weight::size).sum();
        line(
                card,
                "A Llama decoder of %,d weights (%d layers, width %d, %d query and %d key-value heads, vocabulary %d,"
                        + " context %d), stored in bf16. It rates films, names films and writes passable film English;"
                        + " it knows nothing else. It lets everything run on two cores without a model hub; a product"
                        + " needs a real checkpoint, given by its path.",
                weights,
                shape.layers(),
                shape.width(),
                shape.heads(),
                shape.keyValueHeads(),
                shape.vocabulary(),
                shape.context());
        line(card, "\nIt was trained by `./intarsia pretrain`; its fingerprint is `%s`.", fingerprint);
        line(card, "\n## Recipe\nSeed %d. AdamW (0.9, 0.95), gradients clipped at 1, cosine rates.\n", options.seed());
        for (Stage stage : stages) {
            line(
                    card,
                    "- `%s`: %,d steps, peak rate %s after %d steps, weight decay %s",
                    stage.name(),
                    stage.steps(),
                    stage.schedule().peak(),
                    stage.schedule().warmUp(),
                    stage.weightDecay());
        }
        line(
                card,
                "\nStage `text` reads %,d tokens of reviews and overviews. Stage `tasks` reads the ratings of the"
                        + " population, %d epochs, in batches of 128, some with one to four earlier ratings of the same"
                        + " user in the prompt; two steps in five also learn next films, two in five more text. It is"
                        + " the adaptation of the base to the task on other users, at full rank. Stage `films` learns"
                        + " how the population rates each film as one distribution, as if twelve more people had rated"
                        + " it as the model expected, together with ratings with history, next films and text. The 100 most"
                        + " active users are targets, whose data is not trained on. The last twentieth of every other"
                        + " user's ratings is held out for evaluation.",
                options.textTokens(),
                options.epochs());
        results(card, measured);
        licences(card);
        return card.toString();
    }

    private static void results(StringBuilder card, Measurements measured) {
        line(card, "\n## Evaluation on held-out data");
        line(card, "Perplexity per token on held-out reviews: %.1f.\n", measured.textPerplexity());
        line(card, "| ratings | events | MAE of the median | NLL |\n|---|---|---|---|");
        row(card, "population, last twentieth", measured.population());
        row(card, "… with four earlier ratings in the prompt", measured.populationWithHistory());
        row(card, "100 target users, last fifth", measured.targets());
        row(card, "… with four earlier ratings in the prompt", measured.targetsWithHistory());
        line(card, "\nNext films: %.2f nats per token.", measured.nextFilmNats());
        line(card, "\nIt continues \"This film\":\n> This film%s", measured.continuation());
        line(
                card,
                "\nAfter *Toy Story (1995); Babe (1995); Aladdin (1992)* it predicts *%s*.",
                measured.nextFilm().strip());
    }

    private static void row(StringBuilder card, String what, RatingScore score) {
        line(card, "| %s | %,d | %.3f | %.3f |", what, score.events(), score.mae(), score.nll());
    }

    private static void licences(StringBuilder card) {
        line(card, "\n## Data and licences\nNo text ships with the model: it is fetched by name when it is trained.\n");
        line(
                card,
                "- Film facts and ratings: MovieLens latest-small (2016), F. Maxwell Harper and Joseph A. Konstan, \"The"
                        + " MovieLens Datasets: History and Context\", ACM TiiS 5(4), 2015. Redistribution under the same"
                        + " terms; not for commercial use without GroupLens's permission; no endorsement implied. The"
                        + " note in `data/` goes with it.");
        line(
                card,
                "- Reviews: npm `%s` %s, whose licence file is MIT (Nick Scialli, 2019). They are the Large Movie"
                        + " Review Dataset (Maas et al., ACL 2011); their authors keep their rights in the texts.",
                NpmPackage.REVIEWS.name(),
                NpmPackage.REVIEWS.version());
        line(
                card,
                "- Overviews: npm `%s` %s (package.json says ISC, its readme MIT), a copy of a public table whose texts"
                        + " come from The Movie Database.",
                NpmPackage.OVERVIEWS.name(),
                NpmPackage.OVERVIEWS.version());
        line(
                card,
                "\nThe model was trained on data that is not for commercial use, so its weights are not for commercial use"
                        + " either.");
    }

    private static void line(StringBuilder card, String format, Object... values) {
        card.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
