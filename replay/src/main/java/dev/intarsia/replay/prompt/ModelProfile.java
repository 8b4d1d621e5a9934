package dev.intarsia.replay.prompt;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.knowledge.ProfileWriter;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.oppu.update.SeededDraws;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.tasks.PastEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Has the base model sum up ten random events of a user, as OPPU (arXiv 2402.04401) does; for models that can. */
public final class ModelProfile implements ProfileWriter {
    private static final int EVENTS = 10;
    private static final int LONGEST = 64;

    private final ReplayModel model;
    private final FlopMeter meter;

    /** @param meter what is computed is added there */
    public ModelProfile(ReplayModel model, FlopMeter meter) {
        this.model = requireNonNull(model);
        this.meter = requireNonNull(meter);
    }

    @Override
    public List<String> write(List<Subject> subjects) {
        List<String> keys = new ArrayList<>();
        List<PromptRow> rows = new ArrayList<>();
        for (Subject subject : subjects) {
            keys.add("profile\n" + subject.user() + "\n" + subject.history().size());
            rows.add(new PromptRow(prompt(subject), null));
        }
        return model
                .texts()
                .generate(keys, rows, Math.min(LONGEST, model.encoding().maxTokens() / 4), meter)
                .stream()
                .map(text -> text.replaceAll("\\s+", " "))
                .toList();
    }

    private int[] prompt(Subject subject) {
        List<PastEvent> history = subject.history();
        long[] order = new SeededDraws(SeededDraws.seed("profile", subject.user(), model.seed() + history.size()))
                .shuffled(0, history.size());
        String events = Arrays.stream(order)
                .limit(EVENTS)
                .sorted()
                .mapToObj(number -> history.get(Math.toIntExact(number)))
                .map(event -> model.task().prompt(event.input()) + model.task().answer(event.output()))
                .collect(Collectors.joining("\n\n"));
        int[] text = model.tokenizer()
                .encode(events + "\n\nIn one sentence, what does this person like, and how do they usually answer?\n");
        int room = model.encoding().maxTokens()
                - Math.min(LONGEST, model.encoding().maxTokens() / 4)
                - 1;
        int taken = Math.min(room, text.length);
        return model.tokenizer().prompt(Arrays.copyOfRange(text, text.length - taken, text.length));
    }
}
