package dev.intarsia.gateway.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.schemas.avro.BehaviorEvent;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much stays of a user's events. */
class KeptHistoryTest {
    /** The records of the tests take less than this beside their text. */
    private static final int FRAME = 100;

    @TempDir
    private Path directory;

    @Test
    void shouldKeepAsManyEventsAsItMayAndNotOneMore() {
        try (DrivenGateway gateway = open(new HistoryBounds(5, 1 << 20))) {
            for (int day = 1; day <= 5; day++) {
                gateway.send(event("e" + day, day, 10));
            }
            assertThat(kept(gateway)).containsExactly("e1", "e2", "e3", "e4", "e5");

            gateway.send(event("e6", 6, 10));
            assertThat(kept(gateway)).containsExactly("e2", "e3", "e4", "e5", "e6");

            gateway.send(event("e0", 0, 10));
            assertThat(kept(gateway))
                    .as("what came late and is older goes itself")
                    .containsExactly("e2", "e3", "e4", "e5", "e6");
        }
    }

    @Test
    void shouldKeepAsManyBytesAsItMayAndDropTheOldestByTheirOwnTime() {
        try (DrivenGateway gateway = open(new HistoryBounds(100, 3 * (1000 + FRAME)))) {
            gateway.send(event("e3", 3, 1000));
            gateway.send(event("e1", 1, 1000));
            gateway.send(event("e2", 2, 1000));
            assertThat(kept(gateway)).containsExactly("e1", "e2", "e3");

            gateway.send(event("e4", 4, 1000));
            assertThat(kept(gateway)).containsExactly("e2", "e3", "e4");

            gateway.send(event("e5", 5, 2000));
            assertThat(kept(gateway)).containsExactly("e4", "e5");
        }
    }

    @Test
    void shouldNotGiveUpWhatItKeepsForAnEventThatIsTooLarge() {
        try (DrivenGateway gateway = open(new HistoryBounds(100, 3000))) {
            gateway.send(event("e1", 1, 1000));

            gateway.send(event("e2", 2, 3000));

            assertThat(kept(gateway)).containsExactly("e1");
        }
    }

    @Test
    void shouldKeepNothingWhereToldTo() {
        try (DrivenGateway gateway = open(new HistoryBounds(0, 1 << 20))) {
            gateway.send(event("e1", 1, 10));

            assertThat(kept(gateway)).isEmpty();
            assertThat(gateway.keys(StoreNames.HISTORY)).isEmpty();
        }
    }

    @Test
    void shouldKeepExactlyTheNewestThatTheBoundsAllowOfManyUsers() {
        HistoryBounds bounds = new HistoryBounds(8, 6_000);
        int users = 300;
        int sent = 12;
        try (DrivenGateway gateway = open(bounds)) {
            for (int day = 0; day < sent; day++) {
                for (int user = 0; user < users; user++) {
                    gateway.send(event("user-" + user, "e" + (10 + day), day, characters(user, day)));
                }
            }

            long kept = 0;
            for (int user = 0; user < users; user++) {
                List<BehaviorEvent> history = gateway.state().history("user-" + user);
                Deque<String> expected = new ArrayDeque<>();
                long bytes = 0;
                for (int day = sent - 1; day >= 0 && expected.size() < bounds.events(); day--) {
                    BehaviorEvent event = event("user-" + user, "e" + (10 + day), day, characters(user, day));
                    bytes += bytes(gateway, event);
                    if (bytes > bounds.bytes()) {
                        break;
                    }
                    expected.addFirst(event.getEventId());
                }
                assertThat(history)
                        .as("user-" + user)
                        .extracting(BehaviorEvent::getEventId)
                        .containsExactlyElementsOf(expected);
                assertThat(history.stream()
                                .mapToLong(event -> bytes(gateway, event))
                                .sum())
                        .isLessThanOrEqualTo(bounds.bytes());
                kept += history.size();
            }
            assertThat(kept).isBetween((long) users * 3, (long) users * bounds.events() - users);
            assertThat(gateway.keys(StoreNames.HISTORY)).hasSize((int) kept);
        }
    }

    /** A third of the users has events so large that the bound of bytes is met first, another third of changing sizes. */
    private static int characters(int user, int day) {
        return switch (user % 3) {
            case 0 -> 10 + user;
            case 1 -> 1_400;
            default -> 100 + 250 * ((user + day) % 7);
        };
    }

    private static long bytes(DrivenGateway gateway, BehaviorEvent event) {
        return gateway.serdes().values(gateway.topics().events()).serializer().serialize("", event).length;
    }

    @Test
    void shouldSayWhichBoundIsNone() {
        assertThatThrownBy(() -> new HistoryBounds(-1, 0))
                .hasMessage("history.max-events is -1; give a number of events, or 0 to keep none.");
        assertThatThrownBy(() -> new HistoryBounds(0, -1))
                .hasMessage("history.max-bytes is -1; give a number of bytes, from 0.");
    }

    private DrivenGateway open(HistoryBounds bounds) {
        return new DrivenGateway(directory, bounds, DrivenGateway.NOBODY);
    }

    private static List<String> kept(DrivenGateway gateway) {
        return gateway.state().history("ada").stream()
                .map(BehaviorEvent::getEventId)
                .toList();
    }

    private static BehaviorEvent event(String id, int day, int characters) {
        return event("ada", id, day, characters);
    }

    private static BehaviorEvent event(String user, String id, int day, int characters) {
        return BehaviorEvent.newBuilder(Records.event(user, id, DrivenGateway.NOW.minusSeconds(86_400L * (10 - day))))
                .setInput(Map.of("title", "a".repeat(characters)))
                .build();
    }
}
