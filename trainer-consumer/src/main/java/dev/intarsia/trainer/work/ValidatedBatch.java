package dev.intarsia.trainer.work;

import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.trainer.admit.Admission;
import dev.intarsia.trainer.admit.EventAdmission;
import dev.intarsia.trainer.share.SharingRegister;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A batch of records by what is to be done with them.
 *
 * @param arrivals to be learned from, each partition's in the order of the log
 * @param refused for the dead letters
 * @param forgotten how many belong to what erased users left behind, or take such records out of the log
 */
record ValidatedBatch(List<TrainingEvent> arrivals, List<RefusedEvent> refused, int forgotten) {
    static ValidatedBatch of(
            List<ConsumerRecord<byte[], byte[]>> records, EventAdmission admission, SharingRegister register) {
        List<TrainingEvent> arrivals = new ArrayList<>();
        List<RefusedEvent> refused = new ArrayList<>();
        int forgotten = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Admission admitted = admission.admit(record);
            if (admitted instanceof Admission.Refused no) {
                refused.add(new RefusedEvent(record, no.refusal()));
            } else if (admitted instanceof Admission.Admitted yes) {
                TrainingEvent arrival = yes.arrival();
                if (register.forgets(arrival)) {
                    forgotten++;
                } else {
                    arrivals.add(arrival);
                }
            } else {
                forgotten++;
            }
        }
        return new ValidatedBatch(arrivals, refused, forgotten);
    }
}
