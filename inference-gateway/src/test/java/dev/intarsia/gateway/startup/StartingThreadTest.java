package dev.intarsia.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StartingThreadTest {
    private final StartingThread starting = new StartingThread();

    @Test
    void shouldEndWhatWaitsAndLeaveNoInterruptBehind() throws InterruptedException {
        CountDownLatch waits = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean(true);
        Thread thread = new Thread(() -> {
            starting.run(() -> waitForEver(waits));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        waits.await();

        starting.end();

        thread.join();
        assertThat(interrupted).isFalse();
    }

    @Test
    void shouldNotBeginOnceEnded() {
        AtomicBoolean begun = new AtomicBoolean();
        starting.end();

        starting.run(() -> begun.set(true));

        assertThat(begun).isFalse();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void shouldNotInterruptWhatHasStarted() {
        starting.run(() -> {});

        starting.end();

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void shouldPassOnAnInterruptThatIsNotItsOwn() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> starting.run(() -> waitForEver(new CountDownLatch(1))))
                .isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void waitForEver(CountDownLatch waits) {
        waits.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
