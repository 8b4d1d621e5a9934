package dev.intarsia.ingest.erase;

import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.topic.ErasureKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What {@code erasures} says, as far as it was read. Safe for use by several threads. */
public final class ErasureLog {
    private final Map<String, Map<String, ErasureProgress>> erasures = new ConcurrentHashMap<>();
    private final Map<String, Instant> lastReports = new ConcurrentHashMap<>();
    private volatile boolean complete;

    /** Takes what one part has done. */
    public void put(ErasureProgress progress) {
        erasures.computeIfAbsent(progress.getErasure(), id -> new ConcurrentSkipListMap<>())
                .put(progress.getPart(), progress);
        lastReports.merge(
                progress.getPart(), progress.getRecordedAt(), (one, other) -> one.isAfter(other) ? one : other);
    }

    /** When a part has last said of any erasure what it did; empty where it never has. */
    Optional<Instant> lastReport(String part) {
        return Optional.ofNullable(lastReports.get(part));
    }

    /** Forgets what one part has done. */
    void remove(ErasureKey key) {
        erasures.getOrDefault(key.erasure(), Map.of()).remove(key.part());
    }

    /** Everything that was there at the start has been read. */
    public void caughtUp() {
        complete = true;
    }

    /** Whether an erasure that is not here is none. */
    public boolean isCaughtUp() {
        return complete;
    }

    /** What each part has done for an erasure, by the parts' names; empty where it is not known. */
    public List<ErasureProgress> of(String erasure) {
        return List.copyOf(erasures.getOrDefault(erasure, Map.of()).values());
    }
}
