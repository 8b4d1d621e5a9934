package dev.intarsia.replay.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.knowledge.Person;
import dev.intarsia.model.knowledge.ProfileWriter;
import dev.intarsia.model.knowledge.TemplateProfile;
import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final Tasks TASKS = Tasks.bundled();
    private static final Task RATING = TASKS.require("movie-rating");
    private static final Map<String, String> WAR = Map.of("title", "War", "genres", "Drama");

    @Test
    void shouldRetrieveTheUsersOwnMostSimilarEvents() {
        People people = new People(RATING, TASKS, 1, null);
        people.remember(Recordings.rating("a", 0, "War of Stars", "Drama", "5.0"));
        people.remember(Recordings.rating("a", 1, "Love", "Comedy", "1.0"));
        people.remember(Recordings.rating("b", 0, "War", "Drama", "3.0"));

        Person person = people.before("a", WAR);

        assertThat(person.history()).extracting(PastEvent::output).containsExactly("5.0");
        assertThat(person.profile()).isNull();
    }

    @Test
    void shouldPutTheMostSimilarEventLast() {
        People people = new People(RATING, TASKS, 2, null);
        people.remember(Recordings.rating("a", 0, "War", "Drama", "5.0"));
        people.remember(Recordings.rating("a", 1, "Peace", "Drama", "1.0"));
        people.remember(Recordings.rating("a", 2, "Love", "Comedy", "2.0"));

        assertThat(people.before("a", WAR).history())
                .extracting(PastEvent::output)
                .containsExactly("1.0", "5.0");
    }

    @Test
    void shouldKnowNoUserAtFirst() {
        assertThat(new People(RATING, TASKS, 4, new TemplateProfile(RATING)).before("a", WAR))
                .isEqualTo(Person.NOBODY);
    }

    /** Whether anybody asks in between must not change what a later profile sums up. */
    @Test
    void shouldWriteTheSameProfileOnEveryRequest() {
        People often = new People(RATING, TASKS, 0, new TemplateProfile(RATING));
        People once = new People(RATING, TASKS, 0, new TemplateProfile(RATING));
        for (RecordedEvent event : Recordings.of("a", 43)) {
            often.remember(event);
            often.before("a", WAR);
            once.remember(event);
        }

        assertThat(often.before("a", WAR).profile())
                .isEqualTo(once.before("a", WAR).profile())
                .isNotBlank();
    }

    @Test
    void shouldWriteProfilesOfManyUsersInOneBatch() {
        Counting writer = new Counting();
        People people = new People(RATING, TASKS, 0, writer);
        people.remember(Recordings.rating("a", 0, "War", "Drama", "5.0"));
        people.remember(Recordings.rating("b", 0, "War", "Drama", "5.0"));

        people.writeProfiles(Set.of("a", "b", "nobody"));

        assertThat(writer.calls).isEqualTo(1);
        assertThat(people.before("b", WAR).profile()).isEqualTo("b 1");
        assertThat(writer.calls).isEqualTo(1);
    }

    private static final class Counting implements ProfileWriter {
        private int calls;

        @Override
        public List<String> write(List<Subject> subjects) {
            calls++;
            return subjects.stream()
                    .map(subject -> subject.user() + " " + subject.history().size())
                    .toList();
        }
    }
}
