package dev.intarsia.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = BEGIN;
    private final KeptAnswers kept = keep(3, 1 << 20);

    @Test
    void shouldFindAnAnswerForItsUserAlone() {
        give(kept, "a", "ada", "Alien");

        assertThat(kept.find("a", "ada"))
                .contains(new KeptAnswer("ada", new TaskQuestion("movie-rating", Map.of("title", "Alien"))));
        assertThat(kept.find("a", "bob")).isEmpty();
        assertThat(kept.find("b", "ada")).isEmpty();
    }

    @Test
    void shouldForgetTheOldestWhereThereAreTooMany() {
        for (String id : new String[] {"a", "b", "c", "d"}) {
            give(kept, id, "ada", "Alien");
        }

        assertThat(kept.find("a", "ada")).isEmpty();
        assertThat(kept.find("b", "ada")).isPresent();
        assertThat(kept.size()).isEqualTo(3);
    }

    @Test
    void shouldForgetTheOldestWhereTheyTakeTooMuchMemory() {
        KeptAnswers small = keep(1000, 10_000);

        for (int i = 0; i < 20; i++) {
            give(small, "id" + i, "ada", "x".repeat(1000));
        }
        give(small, "large", "ada", "x".repeat(6000));

        assertThat(small.size()).isZero();
        give(small, "small", "ada", "x");
        assertThat(small.find("small", "ada")).isPresent();
    }

    @Test
    void shouldForgetWhatIsTooOld() {
        give(kept, "a", "ada", "Alien");
        now = BEGIN.plus(Duration.ofMinutes(40));
        give(kept, "b", "ada", "Alien");

        now = BEGIN.plus(Duration.ofMinutes(61));

        assertThat(kept.find("a", "ada")).isEmpty();
        assertThat(kept.find("b", "ada")).isPresent();
        assertThat(kept.size()).isEqualTo(1);
    }

    @Test
    void shouldForgetAUsersAnswersAlsoThoseThatAreBeingMade() {
        give(kept, "a", "ada", "Alien");
        give(kept, "b", "bob", "Alien");
        kept.begin("c", answer("ada", "Heat"));

        kept.drop("ada");
        kept.give("c");

        assertThat(kept.find("a", "ada")).isEmpty();
        assertThat(kept.find("c", "ada")).isEmpty();
        assertThat(kept.find("b", "bob")).isPresent();
    }

    @Test
    void shouldForgetEverything() {
        give(kept, "a", "ada", "Alien");
        kept.begin("b", answer("bob", "Heat"));

        kept.dropAll();
        kept.give("b");

        assertThat(kept.size()).isZero();
    }

    @Test
    void shouldNotMakeRoomForWhatIsNotGiven() {
        give(kept, "a", "ada", "Alien");
        for (int i = 0; i < 10; i++) {
            String id = "refused" + i;
            kept.begin(id, answer("ada", "Heat"));
            new AnswerTicket(kept, id).close();
        }

        assertThat(kept.find("a", "ada")).isPresent();
        assertThat(kept.find("refused0", "ada")).isEmpty();
    }

    @Test
    void shouldKeepNothingWhereToldTo() {
        KeptAnswers none = keep(0, 1 << 20);

        give(none, "a", "ada", "Alien");

        assertThat(none.find("a", "ada")).isEmpty();
    }

    private KeptAnswers keep(int answers, long bytes) {
        return new KeptAnswers(new KeptAnswers.Bounds(answers, bytes, Duration.ofHours(1)), new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
    }

    private static void give(KeptAnswers kept, String id, String user, String title) {
        kept.begin(id, answer(user, title));
        kept.give(id);
    }

    private static KeptAnswer answer(String user, String title) {
        return new KeptAnswer(user, new TaskQuestion("movie-rating", Map.of("title", title)));
    }
}
