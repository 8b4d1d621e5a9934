package dev.intarsia.schemas.topic;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** What a broker answers an administrator. */
public final class BrokerAnswer {
    private BrokerAnswer() {}

    /**
     * Waits for an answer.
     *
     * @throws KafkaException what the broker, or the way to it, has to say against it
     * @throws InterruptException where the thread is interrupted; it stays so
     */
    public static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
