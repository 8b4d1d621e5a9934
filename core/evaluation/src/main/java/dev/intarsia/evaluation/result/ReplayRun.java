package dev.intarsia.evaluation.result;

import static java.util.Objects.requireNonNull;

import dev.intarsia.tasks.Task;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A finished replay.
 *
 * @param dataset name of the recording
 * @param digest of the recording
 * @param protocol {@code prequential}, {@code time-split} or {@code user-split}
 * @param seed of all randomness
 * @param baseModel fingerprint of the base model that answered
 * @param settings everything else that decides the result, by name
 * @param audience how many users of each kind: {@code population}, {@code sharers}, {@code targets}
 * @param excluded what was left out, by the source and by the protocol
 * @param ties how many events share their moment with an earlier one of their user, so that the source's order alone says
 *     which was first
 * @param costs by method, in the order in which methods are shown
 * @param predictions a JSONL file of {@link Prediction}s, every method's answers to the same questions
 */
public record ReplayRun(
        String dataset,
        String digest,
        Task task,
        String protocol,
        long seed,
        String baseModel,
        Map<String, String> settings,
        Map<String, Integer> audience,
        Exclusions excluded,
        long ties,
        Map<String, Cost> costs,
        Path predictions) {
    public ReplayRun {
        requireNonNull(dataset);
        requireNonNull(digest);
        requireNonNull(task);
        requireNonNull(protocol);
        requireNonNull(baseModel);
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        audience = Collections.unmodifiableSortedMap(new TreeMap<>(audience));
        requireNonNull(excluded);
        costs = Collections.unmodifiableMap(new LinkedHashMap<>(costs));
        requireNonNull(predictions);
    }
}
