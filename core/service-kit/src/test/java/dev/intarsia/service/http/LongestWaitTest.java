package dev.intarsia.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LongestWaitTest {
    private static final ConnectionLimits LIMITS =
            new ConnectionLimits(40, 30, Duration.ofSeconds(60), Duration.ofSeconds(10), 1024, Duration.ofSeconds(10));

    private final Map<String, ConnectionPace> paces = new LinkedHashMap<>();
    /** Begins where the clock's sign changes soon, as that of the virtual machine may. */
    private long now = Long.MAX_VALUE - Duration.ofMillis(5).toNanos();

    @Test
    void shouldKeepOneThatWasJustAcceptedWhereOlderOnesAreIncomplete() {
        ConnectionPace header = accept("header");
        ConnectionPace body = accept("body");
        accept("honest");

        header.received(20);
        body.received(100);
        pass(1);
        body.body();

        assertThat(closeAll()).containsExactly("header", "body", "honest");
    }

    @Test
    void shouldGoByWhenConnectionsWereAcceptedInWhateverOrderTheyAreOpened() {
        long early = now;
        pass(3);
        accept("honest");

        pass(200);
        paces.put("late to be opened", new ConnectionPace(LIMITS, early, () -> now));

        assertThat(longest()).contains("late to be opened");
    }

    @Test
    void shouldNotCloseOneThatIsBeingAnswered() {
        ConnectionPace answered = accept("answered");
        answered.received(100);
        answered.answer();
        accept("newcomer");

        pass(5000);

        assertThat(longest()).contains("newcomer");
    }

    @Test
    void shouldCloseNoneWhereAllAreBeingAnswered() {
        accept("first").answer();
        accept("second").answer();

        assertThat(longest()).isEmpty();
    }

    @Test
    void shouldCloseOneThatDoesNotReadItsAnswer() {
        ConnectionPace deaf = accept("deaf");
        deaf.received(100);
        deaf.answer();
        deaf.blocked();
        pass(10);
        accept("newcomer");

        assertThat(longest()).contains("deaf");
    }

    @Test
    void shouldKeepAClientThatSendsSteadilyWhereYoungerOnesAreSilent() {
        ConnectionPace steady = accept("steady");
        steady.received(200);
        steady.body();
        pass(3000);
        ConnectionPace silent = accept("silent");
        silent.received(200);
        silent.body();
        silent.received(1);
        pass(1500);
        steady.received(8192);
        accept("newcomer");

        assertThat(closeAll()).containsExactly("silent", "steady", "newcomer");
    }

    @Test
    void shouldNotLetDropsOfBytesKeepAConnection() {
        ConnectionPace dripping = accept("dripping");
        dripping.received(200);
        dripping.body();
        for (int i = 0; i < 40; i++) {
            pass(50);
            dripping.received(1);
        }
        accept("newcomer");

        assertThat(longest()).contains("dripping");
    }

    @Test
    void shouldLetManyBytesSentEarlyNotCloseTheNewcomer() {
        ConnectionPace burst = accept("burst");
        burst.received(200);
        burst.body();
        burst.received(1 << 20);
        pass(500);
        accept("newcomer");
        pass(900);

        assertThat(longest()).contains("burst");
    }

    @Test
    void shouldCountAKeptConnectionFromTheFirstByteOfItsNextRequest() {
        ConnectionPace kept = accept("kept");
        kept.received(100);
        kept.answer();
        kept.idle();
        pass(5000);
        accept("other");
        pass(5);

        assertThat(longest()).contains("kept");

        kept.received(100);

        assertThat(longest()).contains("other");
    }

    private ConnectionPace accept(String name) {
        ConnectionPace pace = new ConnectionPace(LIMITS, now, () -> now);
        paces.put(name, pace);
        pass(1);
        return pace;
    }

    private void pass(int millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private Optional<String> longest() {
        return LongestWait.among(paces.keySet(), paces::get, now);
    }

    private List<String> closeAll() {
        List<String> closed = new ArrayList<>();
        for (Optional<String> next = longest(); next.isPresent(); next = longest()) {
            paces.remove(next.orElseThrow());
            closed.add(next.orElseThrow());
        }
        return closed;
    }
}
