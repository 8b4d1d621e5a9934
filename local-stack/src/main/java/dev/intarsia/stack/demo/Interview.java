package dev.intarsia.stack.demo;

import dev.intarsia.stack.client.GatewayClient;
import dev.intarsia.stack.report.ServiceFigures.Question;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A few questions about one user, asked before the user's first event and again after the last. */
final class Interview {
    private static final int RATINGS = 3;
    private static final int LIKED = 3;

    private final GatewayClient gateway;
    private final DemoUser person;
    private final List<Rating> asked;
    private final String liked;
    private final List<GatewayClient.Answer> before = new ArrayList<>();

    /** @param person whose scored events the questions are about */
    Interview(GatewayClient gateway, DemoUser person) {
        this.gateway = gateway;
        this.person = person;
        List<Rating> scored =
                person.ratings().subList(person.scoredFrom(), person.ratings().size());
        // The ratings farthest from the middle say most about taste.
        this.asked = scored.stream()
                .sorted(Comparator.comparingDouble((Rating rating) -> -Math.abs(stars(rating) - 3))
                        .thenComparing(rating -> rating.film().id()))
                .limit(RATINGS)
                .toList();
        this.liked = person.ratings().stream()
                .filter(Rating::liked)
                .limit(LIKED)
                .map(rating -> rating.film().name())
                .collect(Collectors.joining("; "));
    }

    private static double stars(Rating rating) {
        return Double.parseDouble(rating.stars());
    }

    /** Asks for the first time. */
    void before() throws IOException, InterruptedException {
        before.addAll(answers());
    }

    /** Asks again and puts both answers beside what the user did. */
    List<Question> after() throws IOException, InterruptedException {
        List<GatewayClient.Answer> after = answers();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            boolean rating = i < asked.size();
            questions.add(new Question(
                    person.user(),
                    rating
                            ? "How many stars for " + asked.get(i).film().name() + "?"
                            : "What next, after " + liked + "?",
                    before.get(i).text(),
                    before.get(i).adapter(),
                    after.get(i).text(),
                    after.get(i).adapter(),
                    rating ? asked.get(i).stars() : ""));
        }
        return questions;
    }

    private List<GatewayClient.Answer> answers() throws IOException, InterruptedException {
        List<GatewayClient.Answer> answers = new ArrayList<>();
        for (Rating rating : asked) {
            answers.add(gateway.rate(rating));
        }
        answers.add(gateway.complete(person.user(), "Liked: " + liked + "\nNext:", 24));
        return answers;
    }
}
