package dev.intarsia.evaluation.statistics;

import com.fasterxml.jackson.core.JacksonException;
import dev.intarsia.evaluation.result.Prediction;
import dev.intarsia.evaluation.result.PredictionLines;
import dev.intarsia.tasks.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Reads predictions one by one, from files or as they come, into arrays; the predictions themselves are not kept. */
public final class AnswersReader {
    private final Answer answer;
    private final Map<QuestionId, Integer> numbers = new HashMap<>();
    private final List<QuestionId> ids = new ArrayList<>();
    private final List<String> golds = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Long> earlier = new ArrayList<>();
    private final Map<String, MethodAnswersBuilder> methods = new LinkedHashMap<>();

    private record QuestionId(String user, String event) {}

    private AnswersReader(Answer answer, Collection<String> order) {
        this.answer = answer;
        order.forEach(method -> methods.put(method, new MethodAnswersBuilder(answer)));
    }

    /** Takes answers that lie in no file, by {@link #add(Prediction)}. */
    public static AnswersReader of(Answer answer) {
        return new AnswersReader(answer, List.of());
    }

    /**
     * Takes one more answer.
     *
     * @throws IllegalArgumentException where it cannot be used
     */
    public void add(Prediction prediction) {
        add(prediction, "Event " + prediction.event());
    }

    /**
     * What was taken so far.
     *
     * @throws IllegalArgumentException where that is nothing, or methods answered different questions
     */
    public Answers answers() {
        return build("The answers");
    }

    /** {@link #read(List, Answer, Collection)} of one file. */
    public static Answers read(Path predictions, Answer answer, Collection<String> order) throws IOException {
        return read(List.of(predictions), answer, order);
    }

    /**
     * Reads all.
     *
     * @param files which no question is in twice
     * @param order the methods that are shown first; those without predictions are left out
     * @throws IllegalArgumentException where a line cannot be used, or methods answered different questions
     */
    public static Answers read(List<Path> files, Answer answer, Collection<String> order) throws IOException {
        AnswersReader reader = new AnswersReader(answer, order);
        for (Path file : files) {
            reader.add(file);
        }
        return reader.build(files.get(0).toString());
    }

    private void add(Path predictions) throws IOException {
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(predictions)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    add(line, predictions + ", line " + number);
                }
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    predictions + " is no UTF-8 behind line " + number + "; let the replay write it again.", e);
        }
    }

    private void add(String line, String place) throws IOException {
        Prediction prediction;
        try {
            prediction = PredictionLines.read(line);
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException(place + " is no prediction; let the replay write it again.", e);
        }
        add(prediction, place);
    }

    private void add(Prediction prediction, String place) {
        answer.problem(prediction.gold()).ifPresent(problem -> {
            throw new IllegalArgumentException(place + ": the true answer " + problem + ".");
        });
        QuestionId id = new QuestionId(prediction.user(), prediction.event());
        int question = numbers.computeIfAbsent(id, key -> ids.size());
        if (question == ids.size()) {
            ids.add(id);
            golds.add(prediction.gold());
            times.add(prediction.time().toEpochMilli());
            earlier.add(prediction.earlier());
        } else if (!golds.get(question).equals(prediction.gold())) {
            throw new IllegalArgumentException(place + ": the true answer is " + prediction.gold() + ", but another"
                    + " method had " + golds.get(question) + " for the same event; ask all methods the same.");
        }
        earlier.set(question, Math.max(earlier.get(question), prediction.earlier()));
        boolean first;
        try {
            first = methods.computeIfAbsent(prediction.method(), name -> new MethodAnswersBuilder(answer))
                    .add(question, prediction);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + " " + e.getMessage() + ".", e);
        }
        if (!first) {
            throw new IllegalArgumentException(place + ": " + prediction.method() + " answered event "
                    + prediction.event() + " of user " + prediction.user() + " before; keep one answer.");
        }
    }

    private Answers build(String place) {
        methods.values().removeIf(method -> method.count() == 0);
        if (ids.isEmpty()) {
            throw new IllegalArgumentException(place + " holds no predictions; nothing can be said of them.");
        }
        methods.forEach((name, method) -> {
            if (method.count() != ids.size()) {
                throw new IllegalArgumentException("In " + place + ", " + name + " answered " + method.count() + " of "
                        + ids.size() + " questions; ask all methods the same.");
            }
        });
        int[] order = IntStream.range(0, ids.size())
                .boxed()
                .sorted((a, b) -> {
                    int users = ids.get(a).user().compareTo(ids.get(b).user());
                    int moments = users != 0 ? users : Long.compare(times.get(a), times.get(b));
                    return moments != 0
                            ? moments
                            : ids.get(a).event().compareTo(ids.get(b).event());
                })
                .mapToInt(Integer::intValue)
                .toArray();
        Map<String, MethodAnswers> answers = new LinkedHashMap<>();
        methods.forEach(
                (name, method) -> answers.put(name, method.build(ids.size()).inOrder(order)));
        return new Answers(questions(order), answers);
    }

    private Questions questions(int[] order) {
        List<String> users =
                List.copyOf(new TreeSet<>(ids.stream().map(QuestionId::user).toList()));
        Map<String, Integer> places = new HashMap<>();
        users.forEach(user -> places.put(user, places.size()));
        List<String> labels = answer.labels();
        return new Questions(
                users,
                IntStream.of(order)
                        .map(i -> places.getOrDefault(ids.get(i).user(), -1))
                        .toArray(),
                IntStream.of(order).mapToObj(i -> ids.get(i).event()).toList(),
                IntStream.of(order).mapToLong(times::get).toArray(),
                IntStream.of(order).mapToLong(earlier::get).toArray(),
                IntStream.of(order).map(i -> labels.indexOf(golds.get(i))).toArray(),
                labels);
    }
}
