package dev.intarsia.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class BrokerAnswerTest {
    @Test
    void shouldGiveTheAnswer() {
        assertThat(BrokerAnswer.await(KafkaFuture.completedFuture("yes"))).isEqualTo("yes");
    }

    @Test
    void shouldThrowWhatTheBrokerSaysAsItIs() {
        UnknownTopicOrPartitionException refusal = new UnknownTopicOrPartitionException("no such topic");

        assertThatThrownBy(() -> BrokerAnswer.await(failed(refusal))).isSameAs(refusal);
    }

    @Test
    void shouldWrapWhateverElseWentWrong() {
        IOException outage = new IOException("cable");

        assertThatThrownBy(() -> BrokerAnswer.await(failed(outage)))
                .isInstanceOf(KafkaException.class)
                .hasCause(outage);
    }

    @Test
    void shouldStayInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> BrokerAnswer.await(new KafkaFutureImpl<>())).isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static KafkaFuture<String> failed(Exception cause) {
        KafkaFutureImpl<String> future = new KafkaFutureImpl<>();
        future.completeExceptionally(cause);
        return future;
    }
}
