package dev.intarsia.evaluation.result;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A run that never happened: users with tastes that move, and methods that know them more or less well. Equal seeds give
 * equal files.
 */
public final class MadeUpRun {
    /** What a method knows: shares of the item and of the user, after how many events half of it, and how sure it is. */
    private record Knowledge(double item, double user, double halfway, double spread) {}

    private static final Map<String, Knowledge> METHODS = new LinkedHashMap<>();

    static {
        METHODS.put("base", new Knowledge(0.55, 0, 1, 0.95));
        METHODS.put("retrieval-1", new Knowledge(0.58, 0.15, 2, 0.95));
        METHODS.put("retrieval-4", new Knowledge(0.58, 0.42, 4, 0.9));
        METHODS.put("profile", new Knowledge(0.55, 0.35, 8, 0.9));
        METHODS.put("profile+retrieval-1", new Knowledge(0.57, 0.45, 8, 0.9));
        METHODS.put("oppu", new Knowledge(0.6, 0.9, 40, 0.62));
        METHODS.put("oppu+profile+retrieval-1", new Knowledge(0.6, 0.95, 30, 0.6));
        METHODS.put("peft-retrieval", new Knowledge(0.57, 0.45, 10, 0.9));
        METHODS.put("per-pcs-paper", new Knowledge(0.55, 0.1, 10, 0.92));
        METHODS.put("assembled", new Knowledge(0.6, 0.85, 12, 0.78));
        METHODS.put("assembled+residual", new Knowledge(0.62, 0.97, 14, 0.75));
        METHODS.put("baseline:global-mean", new Knowledge(0, 0, 1, 0));
        METHODS.put("baseline:item-mean", new Knowledge(0.7, 0, 1, 0));
        METHODS.put("baseline:user-mean", new Knowledge(0, 0.95, 4, 0));
        METHODS.put("baseline:item-user-bias", new Knowledge(0.7, 0.95, 6, 0));
    }

    private MadeUpRun() {}

    /** Writes predictions into {@code directory} and describes them. */
    public static ReplayRun of(Path directory, int users, long seed) throws IOException {
        return of(directory, users, seed, "MovieLens small, made up", "u");
    }

    public static ReplayRun of(Path directory, int users, long seed, String dataset, String prefix) throws IOException {
        Task task = Tasks.bundled().require("movie-rating");
        Path file = Files.createDirectories(directory).resolve("predictions.jsonl");
        long answers = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int user = 0; user < users; user++) {
                answers += write(out, prefix + user, (Answer.Scale) task.answer(), new Random(seed * 1000 + user));
            }
        }
        return new ReplayRun(
                dataset,
                "5d".repeat(32),
                task,
                "prequential",
                seed,
                "0a".repeat(32),
                Map.of("update.every", "8", "rank", "16", "pool", "50 sharers", "history", "200"),
                Map.of("population", 400, "sharers", 50, "targets", users),
                new Exclusions(Map.of("ratings of films without a title", 3L, "users with fewer than 5 events", 41L)),
                1234,
                costs(users, answers),
                file);
    }

    private static long write(BufferedWriter out, String name, Answer.Scale scale, Random random) throws IOException {
        int questions = 12 + (int) Math.exp(2 + 1.1 * random.nextGaussian());
        double taste = 0.55 * random.nextGaussian();
        double drift = random.nextInt(4) == 0 ? random.nextGaussian() : 0.1 * random.nextGaussian();
        long day = 10_000 + random.nextInt(6_000);
        for (int i = 0; i < questions; i++) {
            double item = 0.5 * random.nextGaussian();
            double moved = taste + drift * i / questions;
            double truth = 3.5 + item + moved + 0.75 * random.nextGaussian();
            String gold = nearest(scale, truth);
            Instant time = Instant.ofEpochSecond(86_400 * day + 1_000L * i * i);
            for (Map.Entry<String, Knowledge> method : METHODS.entrySet()) {
                Knowledge knows = method.getValue();
                double share = knows.user() * i / (i + knows.halfway());
                double lag = taste + drift * i / questions * (knows.spread() < 0.7 ? 0.7 : 0.9);
                double centre = 3.5 + knows.item() * item + share * lag + 0.05 * random.nextGaussian();
                out.write(line(method.getKey(), name, "e" + i, time, i, gold, scale, centre, knows.spread()));
                out.newLine();
            }
        }
        return questions;
    }

    private static String line(
            String method,
            String user,
            String event,
            Instant time,
            int earlier,
            String gold,
            Answer.Scale scale,
            double centre,
            double spread)
            throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("method", method);
        fields.put("user", user);
        fields.put("event", event);
        fields.put("time", time.toString());
        fields.put("earlier", earlier);
        fields.put("gold", gold);
        if (spread == 0) {
            fields.put("answer", nearest(scale, centre));
            fields.put("nll", null);
            fields.put("probabilities", null);
        } else {
            double[] probabilities = distribution(scale, centre, spread);
            fields.put("answer", scale.median(probabilities));
            fields.put("nll", -Math.log(probabilities[scale.labels().indexOf(gold)]));
            List<Double> all = new ArrayList<>();
            for (double p : probabilities) {
                all.add(Math.round(1e5 * p) / 1e5);
            }
            fields.put("probabilities", all);
        }
        return JSON.writeValueAsString(fields);
    }

    private static final JsonMapper JSON = new JsonMapper();

    private static double[] distribution(Answer.Scale scale, double centre, double spread) {
        double[] values = scale.values();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double z = (values[i] - centre) / spread;
            // Whole stars are given more often than halves.
            values[i] = Math.exp(-z * z / 2) * (values[i] == Math.rint(values[i]) ? 1.3 : 0.8) + 1e-4;
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
        return values;
    }

    private static String nearest(Answer.Scale scale, double value) {
        double[] values = scale.values();
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = Math.abs(values[i] - value) < Math.abs(values[best] - value) ? i : best;
        }
        return scale.labels().get(best);
    }

    private static Map<String, Cost> costs(int users, long answers) {
        Map<String, Cost> costs = new LinkedHashMap<>();
        METHODS.keySet().forEach(method -> costs.put(method, cost(method, users, answers)));
        return costs;
    }

    private static Cost cost(String method, int users, long answers) {
        boolean simple = method.startsWith("baseline:");
        boolean own = method.contains("oppu") || method.contains("residual");
        boolean pool = method.equals("assembled")
                || method.contains("pcs")
                || method.contains("peft")
                || method.contains("residual");
        double longer = method.contains("retrieval-4")
                ? 3
                : method.contains("retrieval") || method.contains("profile") ? 1.8 : 1;
        return new Cost(
                pool ? 310.5 : 0,
                own ? answers * 0.045 : pool ? answers * 0.009 : 0,
                simple ? 0.02 : answers * 0.0035 * longer,
                pool ? 4.1e14 : 0,
                own ? answers * 2.4e10 * longer : pool ? answers * 2.6e9 : 0,
                simple ? 0 : answers * 6.1e8 * longer,
                own ? users * 196_608L : pool ? users * 12_400L : simple || method.equals("base") ? 0 : users * 9_000L,
                pool ? 9_830_400L : 0,
                users,
                answers,
                answers);
    }
}
