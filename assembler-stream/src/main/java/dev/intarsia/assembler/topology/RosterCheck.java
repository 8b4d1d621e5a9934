package dev.intarsia.assembler.topology;

import dev.intarsia.assembler.observe.AssemblerMetrics;
import dev.intarsia.assembler.output.Output;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.service.streams.SourceRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads the roster back and brings to the dead letters what nobody can have elected. The trainers, which follow the roster
 * from its beginning at every start, could not say which of it they had brought there before.
 */
final class RosterCheck extends ContextualProcessor<byte[], byte[], byte[], Output> {
    private final TopicReader<String, RosterEntry> reader;
    private final AssemblerMetrics metrics;

    RosterCheck(TopicReader<String, RosterEntry> reader, AssemblerMetrics metrics) {
        this.reader = reader;
        this.metrics = metrics;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        SourceRecord origin = SourceRecord.of(record, context());
        if (origin.read(reader) instanceof ReadResult.Unreadable<RosterEntry> unreadable) {
            RecordRefusal refusal = RecordRefusal.of(unreadable.cause());
            metrics.refused(origin.topic(), refusal.reason());
            context().forward(Output.Refused.of(origin, refusal));
        }
    }
}
