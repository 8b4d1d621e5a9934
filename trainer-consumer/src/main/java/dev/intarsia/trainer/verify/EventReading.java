package dev.intarsia.trainer.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.trainer.admit.Admission;
import dev.intarsia.trainer.admit.EventAdmission;
import dev.intarsia.trainer.share.SharingRegister;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts users' sequences together from the records of one partition of {@code events}, as the trainer must have done, and
 * checks that each refused record has its dead letter. Not thread-safe.
 */
final class EventReading {
    private static final String SETTINGS =
            "See that these settings, tasks and base model are the trainer's; if they are,"
                    + " the record was passed over: keep a copy of the topics and the trainer's log.";
    private static final String REPORT = "It was worked on twice: keep a copy of the topics and the trainer's log.";

    private final EventAdmission admission;
    private final SharingRegister register;
    private final RefusedEvents refused;
    private final VerificationScope scope;
    private final long committed;
    private final Function<String, UserEvidence> users;
    private final Tally tally;

    /**
     * @param committed records below this offset are committed for certain
     * @param users the evidence of each user
     */
    EventReading(
            EventAdmission admission,
            SharingRegister register,
            RefusedEvents refused,
            VerificationScope scope,
            long committed,
            Function<String, UserEvidence> users,
            Tally tally) {
        this.admission = requireNonNull(admission);
        this.register = requireNonNull(register);
        this.refused = requireNonNull(refused);
        this.scope = requireNonNull(scope);
        this.committed = committed;
        this.users = requireNonNull(users);
        this.tally = requireNonNull(tally);
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> name = key(record);
        if (name.isPresent() ? !scope.covers(name.get()) : scope.user().isPresent()) {
            return;
        }
        int letters = refused.of(new TopicPartition(record.topic(), record.partition()), record.offset());
        Admission admitted = admission.admitAgain(record);
        if (admitted instanceof Admission.Withdrawal && letters == 0) {
            tally.count(Counted.TAKEN_OUT, 1);
            return;
        }
        tally.count(Counted.RECORDS, 1);
        if (admitted instanceof Admission.Admitted yes && letters == 0) {
            admitted(yes.arrival(), record.offset());
        } else {
            tally.count(Counted.REFUSED, 1);
            letters(record, name.orElse(""), letters);
            if (admitted instanceof Admission.Admitted yes) {
                users.apply(yes.arrival().user()).blamed = true;
            }
        }
    }

    private static Optional<String> key(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.key()).map(EventReading::user);
    }

    /** Also of a key that is none. */
    private static String user(byte[] key) {
        String text = new String(key, UTF_8);
        try {
            return EventKey.parse(text).user();
        } catch (IllegalArgumentException none) {
            return text;
        }
    }

    private void admitted(TrainingEvent arrival, long offset) {
        UserEvidence user = users.apply(arrival.user());
        UserEvidence.Position position = new UserEvidence.Position(offset, offset < committed, arrival);
        if (register.hasForgotten(arrival)) {
            user.erased.add(position.fingerprint());
            tally.count(Counted.FORGOTTEN, 1);
        } else {
            tally.count(user.take(position) ? Counted.ACCEPTED : Counted.DUPLICATES, 1);
        }
    }

    private void letters(ConsumerRecord<byte[], byte[]> record, String user, int letters) {
        String where = record.topic() + "-" + record.partition() + "@" + record.offset();
        if (letters > 1) {
            tally.found(
                    new Finding(Fault.DOUBLED, user, where, "The record has " + letters + " dead letters.", REPORT));
        } else if (letters == 0 && record.offset() < committed && !refused.isCut()) {
            tally.found(new Finding(
                    Fault.LOST, user, where, "The record cannot be learned from, but has no dead letter.", SETTINGS));
        }
    }
}
