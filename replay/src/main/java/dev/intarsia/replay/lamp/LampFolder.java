package dev.intarsia.replay.lamp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files of one task, as the benchmark publishes them: a pair of questions and outputs for each split. */
public final class LampFolder {
    private static final int STEP = 20;

    private final List<LampSplit> splits;
    private @Nullable String published;
    private @Nullable LampTask task;

    private LampFolder(List<LampSplit> splits) {
        this.splits = splits;
    }

    /**
     * Finds the files.
     *
     * @param wanted the splits to read, as in {@code dev}; empty for all that have outputs
     * @throws MalformedLampException where there is none, or a wanted one is not there or has no outputs
     */
    public static LampFolder open(Path folder, Set<String> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new MalformedLampException(folder.toString(), "is no folder; give one with *questions.json in it");
        }
        List<LampSplit> all = LampSplit.in(folder);
        Set<String> names = all.stream().map(LampSplit::name).collect(Collectors.toSet());
        if (all.isEmpty() || !names.containsAll(wanted)) {
            throw new MalformedLampException(
                    folder.toString(),
                    all.isEmpty()
                            ? "holds no *questions.json; give a folder of the benchmark"
                            : "has the splits " + names + ", and not all of " + wanted + "; ask for those");
        }
        List<LampSplit> chosen = all.stream()
                .filter(split -> wanted.isEmpty() || wanted.contains(split.name()))
                .toList();
        boolean none = chosen.stream().noneMatch(split -> split.outputs().isPresent());
        for (LampSplit split : chosen) {
            if (split.outputs().isEmpty() && (none || !wanted.isEmpty())) {
                throw new MalformedLampException(
                        split.questions().toString(),
                        "has no outputs file beside it, so that nothing can be measured; put it there, or ask for"
                                + " another split");
            }
        }
        return new LampFolder(chosen);
    }

    /** The task, once a question has been read. */
    public Optional<LampTask> task() {
        return Optional.ofNullable(task);
    }

    /**
     * Reads everything, one question at a time.
     *
     * @throws MalformedLampException where a file is none of the benchmark's, or the files are of different tasks
     */
    public void read(LampReader reader) throws IOException {
        for (int i = 0; i < splits.size(); i++) {
            LampSplit split = splits.get(i);
            if (split.outputs().isPresent()) {
                read(split, split.outputs().get(), i, reader);
            } else {
                String where = split.questions().getFileName().toString();
                for (long left = LampQuestions.count(split.questions()); left > 0; left--) {
                    reader.leftOut("question of a split without outputs", where);
                }
            }
        }
        reader.at(1);
    }

    private void read(LampSplit split, Path outputs, int done, LampReader reader) throws IOException {
        LampOutputs answers = LampOutputs.read(outputs);
        String outputsName = outputs.getFileName().toString();
        agree(answers.task(), outputsName);
        for (long left = answers.unreadable(); left > 0; left--) {
            reader.leftOut("unreadable answer", outputsName);
        }
        Set<String> open = new HashSet<>(answers.golds().keySet());
        try (LampQuestions questions = LampQuestions.open(split.questions(), split.name(), reader)) {
            long count = 0;
            for (Optional<LampQuestion> next = questions.next(); next.isPresent(); next = questions.next()) {
                offer(next.get(), answers.golds(), open, outputsName, reader);
                if (++count % STEP == 0) {
                    reader.at((done + questions.progress()) / splits.size());
                }
            }
        }
        open.forEach(id -> reader.leftOut("answer without a question", outputsName + ", answer " + id));
    }

    private void offer(
            LampQuestion question, Map<String, String> golds, Set<String> open, String outputs, LampReader reader)
            throws IOException {
        String gold = golds.get(question.id().id());
        open.remove(question.id().id());
        if (gold == null) {
            reader.leftOut("question without an answer", question.id().toString());
            return;
        }
        if (task == null && published != null) {
            task = LampTask.of(published, question.input(), outputs).orElse(null);
        }
        reader.question(question, gold);
    }

    private void agree(String name, String file) throws MalformedLampException {
        LampTask.named(name, file);
        if (published != null && !published.equals(name)) {
            throw new MalformedLampException(
                    file, "is of " + name + ", while another is of " + published + "; keep each task in its folder");
        }
        published = name;
    }
}
