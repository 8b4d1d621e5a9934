package dev.intarsia.gateway.score;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.answer.TaskQuestion;
import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.generate.PromptEncoder;
import dev.intarsia.gateway.generate.PromptSource;
import dev.intarsia.gateway.generate.TaskPrompts;
import dev.intarsia.gateway.request.KnowledgeFields;
import dev.intarsia.gateway.request.PolicyField;
import dev.intarsia.gateway.request.RequestFields;
import dev.intarsia.gateway.request.TaskFields;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.tasks.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads {@code POST /v1/score}. */
public final class ScoreReader {
    private static final String ANSWERS = "answers";
    private static final Set<String> KNOWN =
            Set.of("user", "adapter", "task", "input", "prompt", ANSWERS, KnowledgeFields.NAME);

    private final PromptEncoder prompts;
    private final TaskPrompts taskPrompts;
    private final TaskFields tasks;
    private final KnowledgeFields knowledge;
    private final ScoreLimits limits;

    public ScoreReader(
            PromptEncoder prompts,
            TaskPrompts taskPrompts,
            TaskFields tasks,
            KnowledgeFields knowledge,
            ScoreLimits limits) {
        this.prompts = requireNonNull(prompts);
        this.taskPrompts = requireNonNull(taskPrompts);
        this.tasks = requireNonNull(tasks);
        this.knowledge = requireNonNull(knowledge);
        this.limits = requireNonNull(limits);
    }

    ScoreQuestion read(RequestFields fields) {
        Task task = tasks.task(fields.only(KNOWN));
        String text = fields.text("prompt");
        if (task != null) {
            if (text != null) {
                throw fields.refused("prompt", "is given beside 'task', which has its own; leave one of them out");
            }
            return of(fields, task);
        }
        if (text != null) {
            return of(fields, text);
        }
        throw new ApiException(new ApiError(
                400,
                "invalid_request_error",
                "missing_required_parameter",
                fields.path("task"),
                "Neither 'task' with 'input' nor 'prompt' is given; give one of them."));
    }

    /** @throws ApiException where one pass does not take the question's answers after this prompt */
    void require(RequestFields fields, ScoreQuestion question, int[] prompt) {
        limits.require(fields, prompt, question.tokens());
    }

    private ScoreQuestion of(RequestFields fields, Task task) {
        Map<String, String> input = tasks.input(fields, task);
        List<String> answers = answers(fields);
        for (int i = 0; i < answers.size(); i++) {
            String at = at(i);
            task.answer().problem(answers.get(i)).ifPresent(problem -> {
                throw fields.refused(at, problem);
            });
        }
        List<int[]> tokens =
                answers.stream().map(answer -> prompts.answer(task, answer)).toList();
        requireDifferent(fields, tokens);
        for (int i = 0; i < tokens.size(); i++) {
            int length = tokens.get(i).length;
            if (length > prompts.longestAnswer()) {
                throw fields.refused(
                        at(i),
                        "has " + length + " tokens; at most " + prompts.longestAnswer()
                                + " fit model.max-tokens, so shorten it");
            }
        }
        KnowledgeChoice choice = knowledge.read(fields);
        return new ScoreQuestion(
                fields.user(),
                PolicyField.read(fields),
                new TaskQuestion(task.name(), input),
                choice,
                taskPrompts.question(fields.user(), task, input, choice, tokens),
                answers,
                tokens);
    }

    private ScoreQuestion of(RequestFields fields, String text) {
        if (fields.has(KnowledgeFields.NAME)) {
            throw fields.refused(KnowledgeFields.NAME, "needs 'task', which says how the past enters a prompt");
        }
        List<String> answers = answers(fields);
        List<int[]> tokens = answers.stream().map(prompts::continuation).toList();
        requireDifferent(fields, tokens);
        return new ScoreQuestion(
                fields.user(),
                PolicyField.read(fields),
                null,
                KnowledgeChoice.NONE,
                PromptSource.of(prompts.text(text)),
                answers,
                tokens);
    }

    private List<String> answers(RequestFields fields) {
        List<String> answers = fields.texts(ANSWERS, limits.answers());
        if (answers.isEmpty()) {
            throw fields.refused(ANSWERS, "must hold at least one answer");
        }
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).isEmpty()) {
                throw fields.refused(at(i), "is empty; give a text or leave it out");
            }
        }
        return answers;
    }

    /** The same tokens twice would share one probability. */
    private static void requireDifferent(RequestFields fields, List<int[]> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            int[] one = tokens.get(i);
            if (one.length == 0) {
                throw fields.refused(at(i), "has no tokens; give a text that the model can read or leave it out");
            }
            int same = IntStream.range(0, i)
                    .filter(j -> Arrays.equals(tokens.get(j), one))
                    .findFirst()
                    .orElse(i);
            if (same < i) {
                throw fields.refused(at(i), "is the same answer as " + at(same) + "; leave one of them out");
            }
        }
    }

    private static String at(int index) {
        return ANSWERS + "[" + index + "]";
    }
}
