package dev.intarsia.replay.privacy;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured.
 *
 * @param recording name of what was read
 * @param baseModel fingerprint
 * @param attacks with the settings as they are
 * @param compared the settings as they are first, then the base model
 * @param stages seconds of each
 * @param seconds in all
 */
public record PrivacyResult(
        PrivacySettings settings,
        String recording,
        String baseModel,
        List<MeasuredAttack> attacks,
        List<ComparedSetting> compared,
        Map<String, Double> stages,
        double seconds) {
    public PrivacyResult {
        requireNonNull(settings);
        attacks = List.copyOf(attacks);
        compared = List.copyOf(compared);
        stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    }
}
