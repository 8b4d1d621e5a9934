package dev.intarsia.evaluation.compare;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.evaluation.compare.Comparison.Change;
import dev.intarsia.evaluation.compare.Comparison.CostSides;
import dev.intarsia.evaluation.compare.Comparison.Pairing;
import dev.intarsia.evaluation.compare.Comparison.Side;
import dev.intarsia.evaluation.compare.Comparison.UserVersus;
import dev.intarsia.evaluation.compare.Comparison.Versus;
import dev.intarsia.evaluation.statistics.Measure;
import dev.intarsia.evaluation.statistics.Paired;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Compares two written replays. */
final class Comparisons {
    private final SavedReplay first;
    private final SavedReplay second;
    private final Measure measure;

    private Comparisons(SavedReplay first, SavedReplay second) {
        this.first = first;
        this.second = second;
        this.measure = first.first();
    }

    /**
     * Compares.
     *
     * @param first a replay's folder, or the {@code report.json} in it; likewise the second
     * @throws IllegalArgumentException where one is no report, or they answer different tasks
     */
    static Comparison of(Path first, Path second) throws IOException {
        SavedReplay one = SavedReplay.open(first);
        SavedReplay two = SavedReplay.open(second);
        if (!one.report().path("task").equals(two.report().path("task"))
                || !one.answer().equals(two.answer())) {
            throw new IllegalArgumentException("The replays answer different tasks, "
                    + one.report().path("task").asText() + " and "
                    + two.report().path("task").asText() + "; compare replays of one task.");
        }
        return new Comparisons(one, two).compare();
    }

    private Comparison compare() {
        List<Measure> measures = new ArrayList<>(Measure.of(first.answer()));
        measures.remove(measure);
        measures.add(0, measure);
        Optional<Paired> paired =
                first.predictions().flatMap(one -> second.predictions().flatMap(two -> Paired.of(one, two)));
        Map<String, Map<String, Versus>> methods;
        List<UserVersus> users = new ArrayList<>();
        if (paired.isPresent()) {
            long seed = first.report().path("seed").asLong();
            Paired.Sides sides = paired.get().resample(measures, Resamples.standard(seed));
            methods = Versuses.paired(sides, measures);
            sides.users()
                    .forEach(user ->
                            users.add(new UserVersus(user.user(), user.questions(), user.first(), user.second())));
        } else {
            methods = Versuses.unpaired(first, second, measures);
        }
        return new Comparison(
                1,
                headline(methods, paired.isPresent()),
                side(first, "A"),
                side(second, "B"),
                pairing(paired),
                changed(),
                first.report().path("task").asText(),
                measure.text(),
                first.report().path("metrics"),
                titles(),
                methods,
                only(first, second),
                only(second, first),
                costs(methods),
                users);
    }

    private String headline(Map<String, Map<String, Versus>> methods, boolean paired) {
        int better = 0;
        int worse = 0;
        int all = 0;
        for (Map<String, Versus> own : methods.values()) {
            Versus versus = own.get(measure.text());
            if (versus != null) {
                all++;
                boolean clear = paired
                        ? requireNonNullElse(versus.pHolm(), 1.0) < 0.05
                        : versus.difference().low() > 0 || versus.difference().high() < 0;
                boolean gain = measure.isBetter(versus.difference().value(), 0);
                better += clear && gain ? 1 : 0;
                worse += clear && !gain ? 1 : 0;
            }
        }
        if (all == 0) {
            return "The two replays have no method in common.";
        }
        return "By " + measure.title() + ", B is clearly better than A in " + better + " of " + all
                + " methods, clearly worse in " + worse + ", and not clearly different in " + (all - better - worse)
                + ".";
    }

    private Pairing pairing(Optional<Paired> paired) {
        if (paired.isEmpty()) {
            String why = first.predictions().isEmpty() || second.predictions().isEmpty()
                    ? "the predictions of " + (first.predictions().isEmpty() ? "A" : "B") + " are no longer there"
                    : "they have no question in common";
            return new Pairing(false, 0, 0, why);
        }
        int questions = paired.get().questions();
        boolean all = questions == first.report().path("predictions").asInt()
                && questions == second.report().path("predictions").asInt();
        return new Pairing(
                true,
                questions,
                paired.get().users(),
                all ? "all questions of both" : "only the questions that both were asked");
    }

    private static Side side(SavedReplay replay, String letter) {
        JsonNode report = replay.report();
        return new Side(
                letter + ", " + replay.name(),
                report.at("/dataset/name").asText(),
                report.path("protocol").asText(),
                report.path("users").asInt(),
                report.path("predictions").asInt());
    }

    private List<Change> changed() {
        List<Change> found = new ArrayList<>();
        for (String place : List.of("/dataset/name", "/dataset/digest", "/protocol", "/base_model", "/seed")) {
            change(
                    found,
                    place.substring(1).replace('/', ' ').replace('_', ' '),
                    first.report().at(place),
                    second.report().at(place));
        }
        TreeSet<String> settings =
                new TreeSet<>(SavedReplay.names(first.report().path("settings")));
        settings.addAll(SavedReplay.names(second.report().path("settings")));
        settings.forEach(name -> change(
                found,
                name,
                first.report().path("settings").path(name),
                second.report().path("settings").path(name)));
        return found;
    }

    private static void change(List<Change> found, String what, JsonNode one, JsonNode two) {
        if (!one.equals(two)) {
            found.add(new Change(what, one.asText("–"), two.asText("–")));
        }
    }

    private Map<String, JsonNode> titles() {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        List.of(first, second)
                .forEach(replay -> SavedReplay.names(replay.report().path("titles"))
                        .forEach(name -> found.putIfAbsent(
                                name, replay.report().path("titles").path(name))));
        return found;
    }

    private static List<String> only(SavedReplay here, SavedReplay there) {
        return SavedReplay.names(here.report().path("methods")).stream()
                .filter(name -> !there.report().path("methods").has(name))
                .toList();
    }

    private Map<String, CostSides> costs(Map<String, ?> methods) {
        Map<String, CostSides> found = new LinkedHashMap<>();
        methods.keySet().forEach(method -> {
            JsonNode one = first.report().path("costs").path(method);
            JsonNode two = second.report().path("costs").path(method);
            if (one.isObject() && two.isObject()) {
                found.put(method, new CostSides(one, two));
            }
        });
        return found;
    }
}
