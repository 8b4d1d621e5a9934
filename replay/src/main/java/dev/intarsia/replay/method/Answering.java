package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts prompts to the model, each with its own adapter, and takes the answers as the gateway does: the median of a scale,
 * the likeliest label, or generated text. Of one method; counts what it computes.
 */
public final class Answering {
    private final ReplayModel model;
    private final FlopMeter meter;
    private final int room;

    /** @param meter what is computed is added there */
    public Answering(ReplayModel model, FlopMeter meter) {
        this.model = requireNonNull(model);
        this.meter = requireNonNull(meter);
        room = model.task().answer() instanceof Answer.Text text
                ? Math.min(text.maxTokens(), model.encoding().maxTokens() / 2)
                : model.encoding().labels().stream()
                        .mapToInt(label -> label.length)
                        .max()
                        .orElse(0);
    }

    /** A question's prompt, with room left for the longest answer. */
    public int[] prompt(Map<String, String> input, List<PastEvent> history, @Nullable String profile) {
        return model.encoding().encoder().prompt(model.task(), input, history, profile, room);
    }

    /**
     * Answers in the order given.
     *
     * @param questions tell the seeds of generated texts
     * @param rows a prompt from {@link #prompt} and an adapter for each question
     */
    public List<Reply> replies(List<Question> questions, List<PromptRow> rows) {
        if (questions.size() != rows.size()) {
            throw new IllegalArgumentException(rows.size() + " prompts for " + questions.size() + " questions.");
        }
        if (model.task().answer() instanceof Answer.Text) {
            return model.texts().generate(questions.stream().map(Answering::key).toList(), rows, room, meter).stream()
                    .map(Reply::of)
                    .toList();
        }
        float[][] logs =
                model.scorer().labelLogProbabilities(rows, model.encoding().labels());
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < logs.length; i++) {
            count(rows.get(i));
            replies.add(Reply.of(model.task(), logs[i]));
        }
        return replies;
    }

    /** −log p of true answers in nats, the mean per token, as {@link Method#nll} wants them. */
    public List<Double> nll(List<Example> answered, List<@Nullable Adapter> adapters) {
        List<ScoringRow> rows = new ArrayList<>();
        for (int i = 0; i < answered.size(); i++) {
            rows.add(new ScoringRow(answered.get(i), adapters.get(i)));
        }
        for (ScoringRow row : rows) {
            meter.add(model.flops().forward(row.example(), row.adapter() != null));
        }
        return model.scorer().losses(rows).stream().map(Loss::mean).toList();
    }

    private void count(PromptRow row) {
        Task task = model.task();
        boolean adapted = row.adapter() != null;
        if (model.encoding().labels().stream().allMatch(label -> label.length == 1)) {
            meter.add(model.flops().forward(row.prompt().length, 1, adapted));
            return;
        }
        for (int label = 0; label < task.labels().size(); label++) {
            int length = model.encoding().labels().get(label).length;
            meter.add(model.flops().forward(row.prompt().length + length - 1, length, adapted));
        }
    }

    private static String key(Question question) {
        return question.user() + "\n" + question.id();
    }
}
