package dev.intarsia.replay.lamp;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The benchmark's tasks, each with the task file that asks its question and the form its profiles take. */
public enum LampTask {
    LAMP_1("LaMP_1", "lamp-1", "[1]: \"", "title", "title", "title") {
        @Override
        public Optional<Map<String, String>> input(String question) {
            return QuestionText.citation(question);
        }

        @Override
        LampExample example(Map<String, String> item) {
            String title = item.getOrDefault("title", "");
            String citation = item.getOrDefault("citation", "");
            if (!citation.isBlank()) {
                return new LampExample("lamp-1-citation", Map.of("title", title), citation);
            }
            String summary = item.getOrDefault("abstract", "");
            return new LampExample("lamp-1-paper", summary.isBlank() ? Map.of() : Map.of("abstract", summary), title);
        }
    },
    LAMP_2N("LaMP_2", "lamp-2n", "article:", "article", "text", "category") {
        @Override
        LampExample example(Map<String, String> item) {
            LampExample example = super.example(item);
            String title = item.getOrDefault("title", "");
            return title.isBlank() ? example : example.with("title", title);
        }
    },
    LAMP_2M("LaMP_2", "lamp-2m", "description:", "description", "description", "tag"),
    LAMP_3("LaMP_3", "lamp-3", "review:", "review", "text", "score"),
    LAMP_4("LaMP_4", "lamp-4", "article:", "article", "text", "title"),
    LAMP_5("LaMP_5", "lamp-5", "paper:", "abstract", "abstract", "title"),
    LAMP_7("LaMP_7", "lamp-7", ":", "tweet", "text", "text") {
        @Override
        LampExample example(Map<String, String> item) {
            return new LampExample("lamp-7-tweet", Map.of(), item.getOrDefault("text", ""));
        }

        @Override
        public boolean givesAway(Map<String, String> input, String gold, Map<String, String> item) {
            return item.getOrDefault("text", "").equals(gold);
        }
    };

    private final String published;
    private final String taskFile;
    private final String marker;
    private final String field;
    private final String seen;
    private final String made;

    /**
     * @param marker behind which a question's own text begins
     * @param field of the task file's input that takes this text
     * @param seen the field of a profile's item with the like of it
     * @param made the field of a profile's item with what the user made of it
     */
    LampTask(String published, String taskFile, String marker, String field, String seen, String made) {
        this.published = published;
        this.taskFile = taskFile;
        this.marker = marker;
        this.field = field;
        this.seen = seen;
        this.made = made;
    }

    /** The name in the benchmark's files. */
    public String published() {
        return published;
    }

    /** The name of the task file that its questions are of. */
    public String taskFile() {
        return taskFile;
    }

    /** The input fields of the task file, found in a question's text; empty where they are not in it. */
    public Optional<Map<String, String>> input(String question) {
        return QuestionText.behind(marker, question).map(text -> Map.of(field, text));
    }

    /** An item of a profile as something its user did; empty where a field it needs is missing or blank. */
    public Optional<LampExample> history(Map<String, String> item) {
        boolean whole = !item.getOrDefault(seen, "").isBlank()
                && !item.getOrDefault(made, "").isBlank();
        return whole ? Optional.of(example(item)) : Optional.empty();
    }

    LampExample example(Map<String, String> item) {
        return new LampExample(taskFile, Map.of(field, item.getOrDefault(seen, "")), item.getOrDefault(made, ""));
    }

    /** Whether an item of the profile is the very thing the question is about. */
    public boolean givesAway(Map<String, String> input, String gold, Map<String, String> item) {
        return item.getOrDefault(seen, "").equals(input.get(field));
    }

    /**
     * The task of a file's published name and the text of one of its questions: two tasks have been published under
     * {@code LaMP_2}.
     *
     * @return empty where the question is of none of the name's tasks
     * @throws MalformedLampException where there is no such name, or its data is not public; the message begins with
     *     {@code file}
     */
    static Optional<LampTask> of(String name, String question, String file) throws MalformedLampException {
        return named(name, file).stream()
                .filter(task -> task.input(question).isPresent())
                .min(Comparator.comparingInt(task -> question.indexOf(task.marker)));
    }

    /** The tasks of a published name, which may also be written {@code LaMP_2N}. */
    static List<LampTask> named(String name, String file) throws MalformedLampException {
        if (name.equals("LaMP_6")) {
            throw new MalformedLampException(
                    file, "is of LaMP_6, whose e-mails are not public, so that it is not supported; use another task");
        }
        List<LampTask> named = Arrays.stream(values())
                .filter(task -> task.published.equals(name) || task.name().equals(name.toUpperCase(Locale.ROOT)))
                .toList();
        if (named.isEmpty()) {
            throw new MalformedLampException(
                    file,
                    "is of the task '" + name + "', which is unknown; use a file of "
                            + Arrays.stream(values())
                                    .map(LampTask::published)
                                    .distinct()
                                    .collect(Collectors.joining(", ")));
        }
        return named;
    }

    /**
     * The task of a task file's name.
     *
     * @throws IllegalArgumentException where the benchmark has none
     */
    public static LampTask ofTaskFile(String name) {
        return Arrays.stream(values())
                .filter(task -> task.taskFile.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Task " + name
                        + " is none of the benchmark's; use one of "
                        + Arrays.stream(values()).map(LampTask::taskFile).collect(Collectors.joining(", "))));
    }
}
