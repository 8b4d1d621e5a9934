package dev.intarsia.trainer.verify;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.trainer.admit.EventAdmission;
import dev.intarsia.trainer.share.SharingRegister;
import dev.intarsia.trainer.wire.AdapterAssembly;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What the topics hold of the users of one partition. Not thread-safe. */
final class PartitionEvidence {
    private final TopicPartition events;
    private final TopicPartition signatures;
    private final TopicPartition adapters;
    private final TopicReader<String, EventSignature> signatureReader;
    private final TopicReader<ModuleKey, AdapterModule> adapterReader;
    private final VerificationScope scope;
    private final CommittedReader reader;
    private final Tally tally;
    private final Map<String, UserEvidence> users = new TreeMap<>();
    private long firstEvent;

    PartitionEvidence(
            int partition,
            Topics topics,
            AvroSerdes serdes,
            VerificationScope scope,
            CommittedReader reader,
            Tally tally) {
        events = new TopicPartition(topics.events().name(), partition);
        signatures = new TopicPartition(topics.signatures().name(), partition);
        adapters = new TopicPartition(topics.adapters().name(), partition);
        signatureReader = serdes.reader(topics.signatures());
        adapterReader = serdes.reader(topics.adapters());
        this.scope = requireNonNull(scope);
        this.reader = requireNonNull(reader);
        this.tally = requireNonNull(tally);
    }

    private UserEvidence of(String user) {
        return users.computeIfAbsent(user, UserEvidence::new);
    }

    Collection<UserEvidence> users() {
        return users.values();
    }

    TopicPartition adapters() {
        return adapters;
    }

    /** Whether retention has deleted events, or compaction the first of them; known once they are read. */
    boolean eventsCut() {
        return reader.cut(events) || firstEvent > 0;
    }

    void readSignatures() {
        reader.read(reader.ends(List.of(signatures)), signatures.toString(), this::signature);
    }

    private void signature(ConsumerRecord<byte[], byte[]> record) {
        // What cannot be read the assembler brings to the dead letters; it is none of the trainer's.
        if (signatureReader.read(record) instanceof ReadResult.Value<EventSignature> read) {
            EventSignature signature = read.value();
            if (scope.covers(signature.getUser()) && !signature.getRetracted()) {
                of(signature.getUser())
                        .signatures
                        .add(new UserEvidence.Signed(
                                record.offset(),
                                signature.getEventId(),
                                UserEvidence.fingerprint(signature.getEventId(), signature.getIngestedAt()),
                                signature.getIngestedAt()));
            }
        }
    }

    void readAdapters(AdapterAssembly assembly, SharingRegister register, Sample sample) {
        AdapterReading reading = new AdapterReading(adapters.toString(), assembly, register, this::of, sample, tally);
        reader.read(reader.ends(List.of(adapters)), adapters.toString(), record -> {
            ReadResult<AdapterModule> read = adapterReader.read(record);
            if (read instanceof ReadResult.Value<AdapterModule> value) {
                if (scope.covers(value.value().getUser())) {
                    reading.put(value.value(), record.offset());
                }
            } else if (read instanceof ReadResult.Tombstone<AdapterModule>) {
                String user = adapterReader.key(record).user();
                if (scope.covers(user)) {
                    reading.erase(user);
                }
            }
        });
        reading.finish();
    }

    /**
     * Reads the events that the trainer has worked on.
     *
     * @param committed where the group stood before anything else was read
     * @param newest where it stands now
     */
    void readEvents(
            EventAdmission admission, SharingRegister register, RefusedEvents refused, long committed, long newest) {
        EventReading reading = new EventReading(admission, register, refused, scope, committed, this::of, tally);
        firstEvent = newest > 0 ? Long.MAX_VALUE : 0;
        reader.read(Map.of(events, newest), events.toString(), record -> {
            firstEvent = Math.min(firstEvent, record.offset());
            reading.read(record);
        });
        // The events of erased users leave the log before the signatures do.
        users().forEach(user -> user.forget(register));
    }

    /** @param batch records that are committed together at most */
    void checkSignatures(int batch) {
        SignatureCheck check = new SignatureCheck(
                events.partition(),
                events.topic(),
                signatures.topic(),
                eventsCut(),
                SignatureCheck.signedFrom(reader.cut(signatures), users(), batch),
                tally);
        users().forEach(check::check);
    }
}
