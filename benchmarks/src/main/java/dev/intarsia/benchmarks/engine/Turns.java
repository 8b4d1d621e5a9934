package dev.intarsia.benchmarks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.benchmarks.worker.Worker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures several sides in turns, so that whatever else the machine does meets all of them. */
final class Turns {
    /** One side: who works and what they are told. */
    record Side(Worker worker, String command, int argument, String unit) {
        JsonNode work() {
            return worker.perform(command, argument);
        }
    }

    private final BenchmarkProgress progress;
    private final int rounds;
    private final double warmUpSeconds;

    Turns(BenchmarkProgress progress, int rounds, double warmUpSeconds) {
        this.progress = progress;
        this.rounds = rounds;
        this.warmUpSeconds = warmUpSeconds;
    }

    /** What every side took, after all have warmed up. */
    Map<String, Times> take(String what, Map<String, Side> sides) {
        warmUp(what, sides);
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        Map<String, Double> amounts = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            progress.show("%s: round %d of %d", what, round, rounds);
            sides.forEach((name, side) -> {
                JsonNode answer = side.work();
                amounts.put(name, answer.get(side.unit()).asDouble());
                seconds.computeIfAbsent(name, first -> new ArrayList<>())
                        .add(answer.get("seconds").asDouble());
            });
        }
        Map<String, Times> times = new LinkedHashMap<>();
        sides.forEach((name, side) -> times.put(
                name, new Times(seconds.getOrDefault(name, List.of()), amounts.getOrDefault(name, 0.0), side.unit())));
        return times;
    }

    private void warmUp(String what, Map<String, Side> sides) {
        progress.show("%s: warming up", what);
        long end = System.nanoTime() + (long) (warmUpSeconds * 1e9);
        do {
            sides.values().forEach(Side::work);
        } while (System.nanoTime() < end);
    }
}
