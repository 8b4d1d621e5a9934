package dev.intarsia.replay.sweep;

import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.ArrayList;
import java.util.List;

/** The questions of all asked users, put under whichever adapters. */
final class Examination {
    private final LabelExam exam;
    private final List<AskedUser> users;
    private final List<Asked> questions = new ArrayList<>();

    /**
     * One question.
     *
     * @param user number of the user
     * @param tokens of the response that the loss is the mean of
     */
    private record Asked(int user, LabelExam.Item item, int tokens) {}

    Examination(ReplayModel model, List<AskedUser> users) {
        this.exam = new LabelExam(model, "assembly");
        this.users = List.copyOf(users);
        for (int user = 0; user < users.size(); user++) {
            for (RecordedEvent event : users.get(user).questions()) {
                int asked = user;
                exam.item(event)
                        .ifPresent(item -> questions.add(new Asked(
                                asked,
                                item,
                                model.encoding()
                                        .example(event, List.of(), null)
                                        .orElseThrow()
                                        .responseLength())));
            }
        }
        if (questions.isEmpty()) {
            throw new IllegalArgumentException("Nobody has a question to ask; take a longer recording.");
        }
    }

    List<AskedUser> users() {
        return users;
    }

    int questions() {
        return questions.size();
    }

    /** All questions, each user's under the adapter that is composed for the user. */
    VariationResult ask(Variation variation) {
        long began = System.nanoTime();
        Composing composing = variation.composing().get();
        List<Composing.Composed> composed = users.stream().map(composing::of).toList();
        double composingSeconds = (System.nanoTime() - began) / 1e9;
        List<LabelExam.Score> answered = exam.ask(
                questions.stream().map(Asked::item).toList(),
                i -> composed.get(questions.get(i).user()).adapter());
        UserScores[] scores = new UserScores[users.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = new UserScores();
        }
        for (int i = 0; i < answered.size(); i++) {
            Asked asked = questions.get(i);
            scores[asked.user()].add(answered.get(i).error(), answered.get(i).nll(), asked.tokens());
        }
        return new VariationResult(
                variation.section(),
                variation.series(),
                variation.value(),
                List.of(scores),
                composed.stream().map(Composing.Composed::predictedGain).toList(),
                composed.stream()
                        .mapToDouble(Composing.Composed::piecesPerModule)
                        .average()
                        .orElse(0),
                composingSeconds,
                (System.nanoTime() - began) / 1e9);
    }
}
