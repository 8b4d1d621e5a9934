package dev.intarsia.gateway.topology;

import dev.intarsia.service.refusal.RefusedCounter;
import dev.intarsia.service.streams.GlobalRefusals;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Forwards the dead letters of refused pieces that lie on the task's partition. It does nothing with the records of its
 * source, which only gives it the partition: the thread that reads pieces can forward nothing.
 */
final class PieceLetters implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final GlobalRefusals pieces;
    private final RefusedRecords refused;
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before it hands over records.
    PieceLetters(GlobalRefusals pieces, RefusedRecords refused) {
        this.pieces = pieces;
        this.refused = refused;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> initial) {
        context = initial;
        pieces.begin();
        initial.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::send);
    }

    private void send(long now) {
        for (GlobalRefusals.Refusal refusal : pieces.take(context.taskId().partition(), now)) {
            refused.refused(
                    refusal.record().topic(),
                    RefusedCounter.Outcome.DEAD_LETTER,
                    refusal.why().reason());
            context.forward(refusal.record().deadLetter("inference-gateway", refusal.why()));
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {}
}
