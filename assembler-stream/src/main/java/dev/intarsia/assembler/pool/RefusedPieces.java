package dev.intarsia.assembler.pool;

import dev.intarsia.assembler.output.Output;
import dev.intarsia.service.streams.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Pieces on their way to the dead letters. Every assembler reads all pieces, but only the one that works on the
 * partition a piece lies on sends its letter, so that there is one.
 */
final class RefusedPieces {
    private static final Duration OTHERS_WILL_HAVE = Duration.ofMinutes(1);

    private final List<Refusal> waiting = new ArrayList<>();

    private record Refusal(SourceRecord record, String cause, long since) {}

    synchronized void add(SourceRecord record, String cause, long now) {
        waiting.add(new Refusal(record, cause, now));
    }

    synchronized void clear() {
        waiting.clear();
    }

    /** The dead letters of one partition, once; those of partitions nobody here works on are forgotten in time. */
    synchronized List<Record<byte[], Output>> take(int partition, long now) {
        List<Record<byte[], Output>> taken = new ArrayList<>();
        for (Iterator<Refusal> refusals = waiting.iterator(); refusals.hasNext(); ) {
            Refusal refusal = refusals.next();
            if (refusal.record().partition() == partition) {
                taken.add(Output.Refused.of(refusal.record(), refusal.cause()));
                refusals.remove();
            } else if (now - refusal.since() > OTHERS_WILL_HAVE.toMillis()) {
                refusals.remove();
            }
        }
        return taken;
    }
}
