package dev.intarsia.assembler.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.serde.MisplacedRecordException;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.serde.UnreadableRecordException;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.service.streams.SourceRecord;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Brings erasures and withdrawals that were sent to another partition than their user's to that one, since to be forgotten
 * must not depend on a producer's settings. A grant is not brought there: appended late, it could undo a withdrawal that
 * came after it.
 *
 * @param all reads consents wherever they lie
 */
public record Rekeying(TopicReader<ConsentKey, SharingConsent> all) {
    /** The header that says where a record was first. */
    public static final String HEADER = "rekeyed-from";

    /**
     * The record for its key's partition, with its own time.
     *
     * @param cause why it was refused
     * @return empty where it does not belong elsewhere, or was brought there before
     */
    public Optional<Record<byte[], Output>> of(SourceRecord record, UnreadableRecordException cause) {
        Record<byte[], byte[]> content = record.content();
        boolean misplaced = cause instanceof MisplacedRecordException;
        if (!misplaced || content.headers().lastHeader(HEADER) != null || !revokes(record)) {
            return Optional.empty();
        }
        String origin = record.topic() + "/" + record.partition() + "/" + record.offset();
        Headers headers = new RecordHeaders(content.headers()).add(HEADER, origin.getBytes(UTF_8));
        return Optional.of(
                new Record<>(content.key(), new Output.Rekeyed(content.value()), record.forwardedTime(), headers));
    }

    private boolean revokes(SourceRecord record) {
        ReadResult<SharingConsent> read = record.read(all);
        return read instanceof ReadResult.Tombstone<SharingConsent>
                || read instanceof ReadResult.Value<SharingConsent> consent
                        && !consent.value().getGranted();
    }
}
