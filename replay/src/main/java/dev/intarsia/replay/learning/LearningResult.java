package dev.intarsia.replay.learning;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sweep measured.
 *
 * @param baseModel fingerprint
 * @param users who streamed
 * @param sections by name; the first result of each is of the trainer's settings as they are
 */
public record LearningResult(
        LearningSettings settings,
        String recording,
        String baseModel,
        int users,
        Map<String, List<RuleResult>> sections) {
    public LearningResult {
        requireNonNull(settings);
        requireNonNull(recording);
        requireNonNull(baseModel);
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }
}
