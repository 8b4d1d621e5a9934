package dev.intarsia.replay.run;

import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.protocol.Protocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a replay is to do.
 *
 * @param targets how many users are asked
 * @param sharers how many others may share
 * @param history how many events of a target are learned from; 0 for all
 * @param methods names, in the order of the report; empty for all
 * @param settings further ones that decide the result, by name, as the report shows them
 * @param output where everything is written
 * @param resume whether to go on with what a run of the same settings left in {@code output}
 * @param saving how long to work between two states that a killed run can go on from
 */
public record ReplaySettings(
        Protocol protocol,
        int targets,
        int sharers,
        int history,
        List<String> methods,
        Map<String, String> settings,
        Path output,
        boolean resume,
        Duration saving) {
    public ReplaySettings {
        requireNonNull(protocol);
        methods = List.copyOf(methods);
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        requireNonNull(output);
        requireNonNull(saving);
        if (targets < 1 || sharers < 0 || history < 0) {
            throw new IllegalArgumentException("A replay needs at least one target and from 0 sharers and events of"
                    + " history, not " + targets + ", " + sharers + " and " + history + ".");
        }
    }
}
