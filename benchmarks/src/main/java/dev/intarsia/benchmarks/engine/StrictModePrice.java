package dev.intarsia.benchmarks.engine;

import static java.util.Objects.requireNonNull;

import dev.intarsia.benchmarks.load.WorkloadKind;
import dev.intarsia.benchmarks.worker.Worker;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What it costs that every process sums in MKL's strict mode: the same work in it and in MKL's usual mode. */
final class StrictModePrice {
    /** There and empty, it keeps the engine from choosing the strict mode, and MKL reads nothing from it. */
    private static final Map<String, String> USUAL_MODE = Map.of("MKL_CBWR", "");

    private static final String NO_MKL = "no_mkl";
    private static final int TEXTS = 16;

    private final Effort effort;
    private final Turns turns;

    private record Sides(Worker strict, Worker usual) {}

    StrictModePrice(Effort effort, Turns turns) {
        this.effort = effort;
        this.turns = turns;
    }

    /** Fused training of 32 users. */
    void measureTraining(Children children, Measured measured) throws IOException {
        Sides sides = start(children, "training", WorkloadKind.TRAINING, 1, 0, measured);
        for (int rows : effort.rows()) {
            if (sides != null) {
                sides.strict().perform("prepare", rows);
            }
            String counted = rows + (rows == 1 ? " row" : " rows");
            compare(
                    sides,
                    "strict_price_training_" + counted.replace(' ', '_'),
                    "training, " + counted + " a user and step",
                    worker -> new Turns.Side(worker, "fused", rows, "steps"),
                    measured);
        }
    }

    /** Decoding with an adapter in each text. */
    void measureDecoding(Children children, Measured measured) throws IOException {
        Sides sides = start(children, "decoding", WorkloadKind.SERVING, TEXTS, TEXTS, measured);
        for (int texts : List.of(TEXTS, 1)) {
            compare(
                    sides,
                    "strict_price_decoding_" + texts,
                    "decoding, " + texts + (texts == 1 ? " text" : " texts at once"),
                    worker -> new Turns.Side(worker, "decode", texts, "tokens"),
                    measured);
        }
    }

    /** Both sides, each seen to sum as it should; null where there is no MKL. */
    private static @Nullable Sides start(
            Children children, String work, WorkloadKind kind, int slots, int adapters, Measured measured)
            throws IOException {
        Worker strict = children.engine(work + ", strict mode", kind, slots, adapters);
        String order = order(strict);
        if (order.equals(NO_MKL)) {
            measured.notes.put("mkl", "no MKL here, so the price of its strict mode is not measured");
            return null;
        }
        requireStrict(order);
        Worker usual = children.engine(work + ", usual mode", kind, slots, adapters, USUAL_MODE);
        requireUsual(order(usual));
        measured.details.put(work + "_summation_orders", List.of(order, order(usual)));
        return new Sides(strict, usual);
    }

    private static String order(Worker worker) {
        return worker.description().path("summationOrder").asText();
    }

    static void requireStrict(String order) {
        if (!order.equals("strict")) {
            throw new IllegalStateException("The engine does not sum in MKL's strict mode here (its order of sums is \""
                    + order + "\"), so what that mode costs cannot be measured; unset MKL_CBWR.");
        }
    }

    static void requireUsual(String order) {
        if (!order.equals("usual")) {
            throw new IllegalStateException("An empty MKL_CBWR does not bring MKL's usual mode back here (the order of"
                    + " sums is \"" + order + "\"), so there is nothing to compare the strict mode with.");
        }
    }

    private void compare(
            @Nullable Sides sides, String result, String work, Function<Worker, Turns.Side> side, Measured measured) {
        if (sides == null) {
            measured.result(result, null);
            return;
        }
        Map<String, Turns.Side> compared = new LinkedHashMap<>();
        compared.put("strict mode", side.apply(sides.strict()));
        compared.put("usual mode", side.apply(sides.usual()));
        String name = "MKL's strict mode, " + work;
        Map<String, Times> times = turns.take(name, compared);
        measured.comparisons.put(name, times);
        Times strict = requireNonNull(times.get("strict mode"));
        measured.result(result, requireNonNull(times.get("usual mode")).speedOver(strict));
    }
}
