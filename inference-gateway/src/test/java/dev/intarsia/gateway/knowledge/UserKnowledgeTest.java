package dev.intarsia.gateway.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.gateway.topology.DrivenGateway;
import dev.intarsia.gateway.topology.HistoryBounds;
import dev.intarsia.gateway.topology.Records;
import dev.intarsia.gateway.topology.ServingListener;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.model.knowledge.Person;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserKnowledgeTest {
    private static final Task RATING = Tasks.bundled().require("movie-rating");
    private static final Instant NOW = DrivenGateway.NOW;
    private static final KnowledgeChoice ALL = new KnowledgeChoice(8, true);
    /** What must not be in a prompt; a question for it finds it first where it can be found. */
    private static final String CANARY = "Canary";

    @AutoClose
    private DrivenGateway gateway;

    private final KeptPasts pasts = new KeptPasts(1 << 20);
    private UserKnowledge users;

    @BeforeEach
    void open(@TempDir Path directory) {
        gateway = new DrivenGateway(directory, new HistoryBounds(20, 1 << 20), new Hearing(pasts));
        users = new UserKnowledge(gateway.state(), pasts, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void shouldPutTheMostSimilarPastEventsBeforeAQuestionTheBestLast() {
        did("ada", "e1", 9, "Alien Resurrection", "2.0");
        did("ada", "e2", 8, "Love Story", "1.0");
        did("ada", "e3", 7, "Alien", "5.0");

        Person person = ask("ada", "Alien", new KnowledgeChoice(2, false));

        assertThat(person.history()).extracting(PastEvent::output).containsExactly("2.0", "5.0");
        assertThat(person.profile()).isNull();
    }

    @Test
    void shouldSumUpThePastAsAReplayDoes() {
        for (int i = 0; i < 6; i++) {
            did("ada", "e" + i, 100 - i, "Film " + i, i < 5 ? "4.0" : "0.5");
        }

        Person person = ask("ada", "Alien", new KnowledgeChoice(0, true));

        assertThat(person.profile())
                .as("of the first five: the sixth is not yet a quarter more")
                .isEqualTo("mostly 4.0, from 4.0 to 4.0");
        assertThat(person.history()).isEmpty();
    }

    @Test
    void shouldNeverSeeWhatIsDatedAfterTheRequest() {
        did("ada", "past", 1, "Alien", "4.0");
        did("ada", "now", 0, CANARY, "0.5");
        did("ada", "soon", -1, CANARY, "0.5");
        did("ada", "later", -3600, CANARY, "0.5");

        Person person = ask("ada", CANARY, ALL);

        assertThat(text(person)).contains("Alien").doesNotContain(CANARY).doesNotContain("0.5");
        assertThat(person.history()).hasSize(1);
    }

    @Test
    void shouldNeverSeeAnotherUsersEvents() {
        did("ada", "e1", 1, "Alien", "4.0");
        for (String other : new String[] {"bob", "ad", "ada2", "ada/0.q"}) {
            did(other, "e1", 1, CANARY, "0.5");
        }

        assertThat(text(ask("ada", CANARY, ALL))).contains("Alien").doesNotContain(CANARY);
        assertThat(ask("stranger", CANARY, ALL)).isEqualTo(Person.NOBODY);
        assertThat(ask("ada", CANARY, KnowledgeChoice.NONE)).isEqualTo(Person.NOBODY);
    }

    @Test
    void shouldSeeNothingOfAnErasedUserOrOfAnErasedEvent() {
        did("ada", "e1", 2, CANARY, "0.5");
        did("ada", "e2", 1, "Alien", "4.0");
        did("bob", "e1", 2, CANARY, "0.5");

        gateway.erase(ConsentKey.of("ada", "e1"), NOW);
        gateway.erase("bob", NOW);

        assertThat(text(ask("ada", CANARY, ALL)))
                .contains("Alien")
                .doesNotContain(CANARY)
                .doesNotContain("0.5");
        assertThat(ask("bob", CANARY, ALL)).isEqualTo(Person.NOBODY);
    }

    @Test
    void shouldFollowWhatComesAndGoesBetweenQuestions() {
        did("ada", "e1", 2, "Alien", "4.0");
        assertThat(text(ask("ada", CANARY, ALL))).contains("Alien").doesNotContain(CANARY);

        did("ada", "e2", 1, CANARY, "0.5");
        assertThat(text(ask("ada", CANARY, ALL))).contains(CANARY);

        gateway.erase(ConsentKey.of("ada", "e2"), NOW);
        assertThat(pasts.size()).as("pasts in memory after the erasure").isZero();
        assertThat(text(ask("ada", CANARY, ALL))).contains("Alien").doesNotContain(CANARY);

        gateway.erase("ada", NOW);
        assertThat(pasts.size()).isZero();
        assertThat(ask("ada", CANARY, ALL)).isEqualTo(Person.NOBODY);
    }

    @Test
    void shouldPassOverEventsOfOtherTasksAndWhatDoesNotFitTheTask() {
        did("ada", "e1", 3, "Alien", "4.0");
        did("ada", "e2", 2, CANARY, "7 stars");
        gateway.send(BehaviorEvent.newBuilder(event("ada", "e3", 1, CANARY, "fix"))
                .setTask("commit-word")
                .setInput(Map.of("files", CANARY))
                .build());

        assertThat(text(ask("ada", CANARY, ALL))).contains("Alien").doesNotContain(CANARY);
    }

    @Test
    void shouldSayThatThePastIsStillBeingReadRatherThanUseItsBeginning() {
        did("ada", "e1", 1, "Alien", "4.0");
        did("bob", "e1", 1, "Alien", "4.0");
        UserKnowledge early =
                new UserKnowledge(gateway.state(user -> user.equals("bob")), pasts, Clock.fixed(NOW, ZoneOffset.UTC));
        PersonReader reader = early.reader();

        KnownPast ada = reader.before("ada", RATING, Map.of("title", "Alien"), ALL);
        KnownPast bob = reader.before("bob", RATING, Map.of("title", "Alien"), ALL);
        KnownPast unasked = reader.before("ada", RATING, Map.of("title", "Alien"), KnowledgeChoice.NONE);

        assertThat(ada).isEqualTo(new KnownPast(Person.NOBODY, true));
        assertThat(UsedKnowledge.of(ada, 0).json())
                .hasToString("{\"history\":0,\"profile\":false,\"cut_tokens\":0,\"loading\":true}");
        assertThat(bob.person().history()).hasSize(1);
        assertThat(UsedKnowledge.of(bob, 2).json()).hasToString("{\"history\":1,\"profile\":true,\"cut_tokens\":2}");
        assertThat(unasked.loading()).isFalse();
    }

    /** Tells pasts in memory of changes, as a gateway does. */
    private record Hearing(KeptPasts pasts) implements ServingListener {
        @Override
        public void assigned(String user, Instant lastIngestedAt) {}

        @Override
        public void adapted(String user, AdapterBase base, Instant lastIngestedAt) {}

        @Override
        public void dropped(String user) {}

        @Override
        public void historyChanged(String user) {
            pasts.changed(user);
        }

        @Override
        public void opened() {
            pasts.allChanged();
        }

        @Override
        public void moved() {
            pasts.allChanged();
        }
    }

    private Person ask(String user, String title, KnowledgeChoice choice) {
        return users.reader()
                .before(user, RATING, Map.of("title", title), choice)
                .person();
    }

    private static String text(Person person) {
        return RATING.personalPart(person.history(), person.profile());
    }

    private void did(String user, String id, int secondsAgo, String title, String stars) {
        gateway.send(event(user, id, secondsAgo, title, stars));
    }

    private static BehaviorEvent event(String user, String id, int secondsAgo, String title, String stars) {
        return BehaviorEvent.newBuilder(Records.event(user, id, NOW.minus(Duration.ofSeconds(secondsAgo))))
                .setInput(Map.of("title", title))
                .setOutput(stars)
                .build();
    }
}
