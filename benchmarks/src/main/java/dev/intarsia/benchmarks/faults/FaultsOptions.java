package dev.intarsia.benchmarks.faults;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;

/**
 * What is done.
 *
 * @param output where the results and the trainers' logs go
 * @param kills of trainers; at least 1
 * @param brokerKills of the broker; no more than {@code kills}
 * @param events that are sent, each once, besides those that are sent again
 * @param users who do them
 * @param seed of the events and of where the kills fall
 * @param recompute of how many users the verification trains the adapter again
 * @param trainer settings of the trainers that differ from their defaults; the base model is among them
 */
public record FaultsOptions(
        Path output,
        int kills,
        int brokerKills,
        int events,
        int users,
        long seed,
        int recompute,
        Map<String, String> trainer) {
    public FaultsOptions {
        requireNonNull(output);
        trainer = Map.copyOf(trainer);
        if (kills < 1 || brokerKills < 0 || brokerKills > kills) {
            throw new IllegalArgumentException(
                    "--kills must be at least 1, and at least as many as the broker is killed (" + brokerKills
                            + "), not " + kills + ".");
        }
        if (users < 1 || events < 4 * (kills + 1)) {
            throw new IllegalArgumentException("--events must be at least four for each kill, " + 4 * (kills + 1)
                    + ", so that there is work to be killed at, and --users at least 1; they are " + events + " and "
                    + users + ".");
        }
    }
}
