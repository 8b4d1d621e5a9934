package dev.intarsia.gateway.predict;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.connection.ClientConnection;
import dev.intarsia.gateway.generate.AnswerReader;
import dev.intarsia.gateway.generate.TaskPrompts;
import dev.intarsia.gateway.generate.TextAnswer;
import dev.intarsia.gateway.generate.TextEvent;
import dev.intarsia.gateway.generate.TextGenerator;
import dev.intarsia.gateway.generate.TextQuery;
import dev.intarsia.model.decode.GenerationEvent.Delta;
import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.tasks.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Answers questions whose answer is free text, by the likeliest tokens. Safe to use from several threads. */
public final class TextPredictor {
    private final TextGenerator generator;
    private final TaskPrompts prompts;

    public TextPredictor(TextGenerator generator, TaskPrompts prompts) {
        this.generator = requireNonNull(generator);
        this.prompts = requireNonNull(prompts);
    }

    List<ServedPrediction> answer(List<PredictionQuestion> questions, ClientConnection client, Duration limit) {
        List<TextAnswer> answers = new ArrayList<>();
        try {
            questions.forEach(question -> answers.add(generator.start(query(question))));
            return answers.stream().map(answer -> read(answer, client, limit)).toList();
        } finally {
            answers.forEach(TextAnswer::close);
        }
    }

    private TextQuery query(PredictionQuestion question) {
        return new TextQuery(
                question.user(),
                question.policy(),
                question.knowledge(),
                List.of(prompts.text(question.user(), question.task(), question.input(), question.knowledge())),
                1,
                SamplingOptions.GREEDY,
                List.of(),
                question.task().answer() instanceof Answer.Text text
                        ? OptionalInt.of(text.maxTokens())
                        : OptionalInt.empty(),
                OptionalInt.empty());
    }

    private static ServedPrediction read(TextAnswer answer, ClientConnection client, Duration limit) {
        AnswerReader following = new AnswerReader(answer, client, limit);
        StringBuilder text = new StringBuilder();
        while (!answer.complete()) {
            TextEvent event = following.next();
            if (event.event() instanceof Delta delta) {
                text.append(delta.text());
            }
        }
        return new ServedPrediction.FreeText(
                answer.adapter(), answer.knowledge(), text.toString().strip());
    }
}
