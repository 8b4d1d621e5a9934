package dev.intarsia.model.knowledge;

import static java.util.Objects.requireNonNull;

import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Summarizes a user by counting, for base models that cannot summarize. On a scale: the middle, lowest and highest
 * answer and the traits of rated items, such as genres, that stand out. For labels: the frequent ones. For texts: the
 * frequent words.
 */
public final class TemplateProfile implements ProfileWriter {
    /** How often a trait must occur before anything is said of it. */
    private static final int ENOUGH = 4;

    private static final int NAMED = 2;
    private static final int LONG_WORD = 5;

    private final Task task;

    public TemplateProfile(Task task) {
        this.task = requireNonNull(task);
    }

    @Override
    public List<String> write(List<Subject> subjects) {
        return subjects.stream().map(subject -> sumUp(subject.history())).toList();
    }

    private String sumUp(List<PastEvent> all) {
        List<PastEvent> history = all.stream()
                .filter(event -> task.answer().problem(event.output()).isEmpty())
                .toList();
        if (history.isEmpty()) {
            return words(all);
        }
        if (task.answer() instanceof Answer.Scale scale) {
            return onScale(scale, history);
        }
        return task.answer() instanceof Answer.Labels ? usual(history) : words(history);
    }

    private String onScale(Answer.Scale scale, List<PastEvent> history) {
        double[] counts = new double[scale.labels().size()];
        history.forEach(event -> counts[scale.labels().indexOf(event.output())]++);
        double[] sorted = history.stream()
                .mapToDouble(event -> scale.value(event.output()))
                .sorted()
                .toArray();
        List<Trait> traits = traits(scale, history);
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT,
                "mostly %s, from %.1f to %.1f",
                scale.median(counts),
                sorted[0],
                sorted[sorted.length - 1]));
        if (traits.size() >= 2) {
            int each = Math.min(NAMED, traits.size() / 2);
            parts.add("likes " + names(traits.subList(0, each)));
            parts.add("dislikes " + names(traits.subList(traits.size() - each, traits.size())));
        }
        return String.join("; ", parts);
    }

    private record Trait(String name, double mean) {}

    /** Whatever stands between commas in an input field of several events, the best liked first. */
    private List<Trait> traits(Answer.Scale scale, List<PastEvent> history) {
        Map<String, List<Double>> values = new TreeMap<>();
        for (PastEvent event : history) {
            double value = scale.value(event.output());
            for (String field : event.input().values()) {
                for (String name : field.split(",", -1)) {
                    if (hasLetter(name)) {
                        values.computeIfAbsent(name.strip(), absent -> new ArrayList<>())
                                .add(value);
                    }
                }
            }
        }
        return values.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= ENOUGH)
                .map(entry -> new Trait(
                        entry.getKey(),
                        entry.getValue().stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow()))
                .sorted(Comparator.comparingDouble(Trait::mean).reversed().thenComparing(Trait::name))
                .toList();
    }

    private static boolean hasLetter(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetter(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static String names(List<Trait> traits) {
        return traits.stream()
                .map(trait -> String.format(Locale.ROOT, "%s (%.1f)", trait.name(), trait.mean()))
                .collect(Collectors.joining(", "));
    }

    private static String usual(List<PastEvent> history) {
        return "usually " + commonest(history.stream().map(PastEvent::output).toList(), 1);
    }

    private static String words(List<PastEvent> history) {
        List<String> words = new ArrayList<>();
        for (PastEvent event : history) {
            for (String word : event.output().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
                if (word.length() >= LONG_WORD) {
                    words.add(word);
                }
            }
        }
        String common = commonest(words, 2);
        return common.isEmpty() ? "writes " + history.size() + " texts" : "often writes of " + common;
    }

    private static String commonest(List<String> all, int least) {
        return all.stream()
                .collect(Collectors.groupingBy(one -> one, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() >= least)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(NAMED)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }
}
