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
    record Side(Worker worker, String command, int argument, String unit) {}

    private final Progress progress;
    private final int rounds;

    Turns(Progress progress, int rounds) {
        this.progress = progress;
        this.rounds = rounds;
    }

    /** What every side took; the first turn of each only warms up. */
    Map<String, Times> take(String what, Map<String, Side> sides) {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        Map<String, Double> amounts = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            progress.show("%s: round %d of %d", what, round, rounds);
            for (Map.Entry<String, Side> entry : sides.entrySet()) {
                Side side = entry.getValue();
                JsonNode answer = side.worker().perform(side.command(), side.argument());
                amounts.put(entry.getKey(), answer.get(side.unit()).asDouble());
                if (round > 0) {
                    seconds.computeIfAbsent(entry.getKey(), name -> new ArrayList<>())
                            .add(answer.get("seconds").asDouble());
                }
            }
        }
        Map<String, Times> times = new LinkedHashMap<>();
        sides.forEach((name, side) -> times.put(
                name, new Times(seconds.getOrDefault(name, List.of()), amounts.getOrDefault(name, 0.0), side.unit())));
        return times;
    }
}
