package dev.intarsia.assembler.output;

import dev.intarsia.pieces.election.Candidate;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.topic.KeyFormat;
import dev.intarsia.service.erasure.RemovalReports;
import dev.intarsia.service.streams.SourceRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** One thing to be sent on. */
public sealed interface Output {
    /** A user's new assignment. */
    record Assigned(Assignment assignment) implements Output {}

    /** The user's assignment goes. */
    record Erased() implements Output {}

    /** The user stands for election, or with null no longer does. */
    record CandidacyChange(@Nullable Candidate candidate) implements Output {}

    /**
     * A consent for its key's partition; its headers say where it came from.
     *
     * @param bytes the value; null for an erasure
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Rekeyed(byte @Nullable [] bytes) implements Output {}

    /** The operator's order that let the user go on goes. */
    record OrderErased() implements Output {}

    /** What was removed for an erasure, under its own key and time. */
    record Removed(ErasureProgress progress) implements Output {
        /** The record that says it. */
        public static Record<byte[], Output> of(ErasureProgress progress) {
            return new Record<>(
                    KeyFormat.ERASURE.bytes(RemovalReports.key(progress)),
                    new Removed(progress),
                    progress.getRecordedAt().toEpochMilli());
        }
    }

    /**
     * The record as it came; its headers say whence and why.
     *
     * @param bytes the value; null where there was none
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Refused(byte @Nullable [] bytes) implements Output {
        /** The dead letter of a record. */
        public static Record<byte[], Output> of(SourceRecord record, RecordRefusal refusal) {
            Record<byte[], byte[]> letter = record.deadLetter("assembler-stream", refusal);
            return letter.withValue(new Refused(letter.value()));
        }
    }
}
