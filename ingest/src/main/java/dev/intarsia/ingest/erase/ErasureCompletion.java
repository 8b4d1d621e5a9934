package dev.intarsia.ingest.erase;

import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.topic.ErasureKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which parts have yet to say that they are done with an erasure. The trainer is always waited for, assembler and gateway
 * where they have reported on any erasure lately: a system may have none, or have lost it for good.
 */
public final class ErasureCompletion {
    /** Nobody is waited for who has said nothing for so long. */
    static final Duration LATELY = Duration.ofDays(31);

    private ErasureCompletion() {}

    /** Those parts, by their names; empty where everything is done. */
    public static List<String> waitsFor(List<ErasureProgress> parts, ErasureLog log, Instant now) {
        return Stream.of(ErasureKey.TRAINER_EVENTS, retracts(parts) ? ErasureKey.ASSEMBLER : "", ErasureKey.GATEWAY)
                .filter(part -> !part.isEmpty())
                .filter(part -> part.equals(ErasureKey.TRAINER_EVENTS)
                        || log.lastReport(part)
                                .filter(last -> last.plus(LATELY).isAfter(now))
                                .isPresent())
                .filter(part -> parts.stream().noneMatch(one -> one.getPart().equals(part) && one.getComplete()))
                .toList();
    }

    /** Of an event the assembler hears only where the trainer has a signature of it to take out. */
    private static boolean retracts(List<ErasureProgress> parts) {
        return parts.stream()
                .filter(part -> part.getPart().equals(ErasureKey.TRAINER_RECORDS))
                .allMatch(part -> part.getRemoved().getOrDefault(ErasureKey.RETRACTIONS, 1L) > 0);
    }
}
