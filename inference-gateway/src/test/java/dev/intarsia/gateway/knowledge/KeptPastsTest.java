package dev.intarsia.gateway.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.gateway.topology.DrivenGateway;
import dev.intarsia.gateway.topology.Records;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptPastsTest {
    private static final Task RATING = Tasks.bundled().require("movie-rating");
    private static final Instant NOW = DrivenGateway.NOW;

    private final KeptPasts pasts = new KeptPasts(1 << 20);
    private int made;

    @Test
    void shouldMakeAPastOnceWhileNothingChanges() {
        TaskPast first = ask("ada", NOW);

        assertThat(ask("ada", NOW.plusSeconds(60))).isSameAs(first);
        assertThat(ask("bob", NOW)).isNotSameAs(first);
        assertThat(made).isEqualTo(2);
        assertThat(pasts.size()).isEqualTo(2);
    }

    @Test
    void shouldForgetThePastOfAUserWhoseEventsChange() {
        ask("ada", NOW);
        TaskPast bob = ask("bob", NOW);

        pasts.changed("ada");

        assertThat(pasts.size()).isEqualTo(1);
        ask("ada", NOW);
        assertThat(made).isEqualTo(3);
        assertThat(ask("bob", NOW)).isSameAs(bob);
    }

    @Test
    void shouldForgetAllWhereAnyMayHaveChanged() {
        ask("ada", NOW);
        ask("bob", NOW);

        pasts.allChanged();

        assertThat(pasts.size()).isZero();
        ask("ada", NOW);
        assertThat(made).isEqualTo(3);
    }

    @Test
    void shouldNotKeepWhatChangedWhileItWasMade() {
        pasts.get("ada", RATING.name(), NOW, () -> {
            TaskPast old = past("ada", NOW);
            pasts.changed("ada");
            return old;
        });

        assertThat(pasts.size()).isZero();
        ask("ada", NOW);
        assertThat(made).isEqualTo(1);
    }

    @Test
    void shouldMakeAPastAgainOnceMoreOfTheEventsLieBeforeTheQuestion() {
        ask("ada", NOW.minusSeconds(90));
        ask("ada", NOW.minusSeconds(60));
        assertThat(made)
                .as("the second event's own moment, before which alone the first lies")
                .isEqualTo(1);

        ask("ada", NOW.minusSeconds(59));
        assertThat(made).isEqualTo(2);
        ask("ada", NOW.minusSeconds(60));
        assertThat(made).as("a clock that was set back").isEqualTo(3);
    }

    @Test
    void shouldKeepNothingWhereToldTo() {
        KeptPasts none = new KeptPasts(0);

        none.get("ada", RATING.name(), NOW, () -> past("ada", NOW));

        assertThat(none.size()).isZero();
    }

    private TaskPast ask(String user, Instant now) {
        return pasts.get(user, RATING.name(), now, () -> {
            made++;
            return past(user, now);
        });
    }

    /** Of two events, two minutes and one minute before {@link #NOW}. */
    private static TaskPast past(String user, Instant now) {
        return TaskPast.of(user, RATING, List.of(event(user, "e1", 120), event(user, "e2", 60)), now);
    }

    private static BehaviorEvent event(String user, String id, int secondsAgo) {
        return BehaviorEvent.newBuilder(Records.event(user, id, NOW.minus(Duration.ofSeconds(secondsAgo))))
                .setInput(Map.of("title", "Alien"))
                .setOutput("4.0")
                .build();
    }
}
