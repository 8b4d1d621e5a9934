package dev.intarsia.assembler.topology;

import static dev.intarsia.assembler.fixture.Records.BASE;
import static dev.intarsia.assembler.fixture.Records.consent;
import static dev.intarsia.assembler.fixture.Records.piece;
import static dev.intarsia.assembler.fixture.Records.signature;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.assembler.fixture.DrivenAssembler;
import dev.intarsia.schemas.avro.Release;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.validation.RefusalReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sharers whose pieces would make others' answers worse, from signatures and gates to the roster. */
class HarmTest {
    private static final Duration ELECTION = Duration.ofSeconds(20);
    private static final int SHARERS = 10;

    @AutoClose
    private DrivenAssembler assembler;

    @Test
    void shouldTakeTheSeatFromAHarmfulSharerUntilTheHistoryHasDoubled(@TempDir Path state) {
        start(state, Map.of());
        population();

        assembler.send(piece("sharer3", -3, -3));
        Map<String, RosterEntry> changes = rosterAfterElections();

        assertThat(changes).containsOnlyKeys("sharer3");
        RosterEntry entry = changes.get("sharer3");
        assertThat(entry.getQuarantine()).isEqualTo("harm");
        assertThat(entry.getShareRatio()).isZero();
        assertThat(entry.getLossChange()).isPositive();
        assertThat(entry.getEvents()).isEqualTo(5);

        assembler.withdraw("sharer3", "0.q");
        // A candidate is announced again when the history has grown by a quarter: with 12 events after 9.
        events("sharer3", 5, 12, new Random(3));
        changes = rosterAfterElections();

        assertThat(changes).containsOnlyKeys("sharer3");
        assertThat(changes.get("sharer3").getQuarantine()).isEmpty();
        assertThat(changes.get("sharer3").getShareRatio()).isEqualTo(1);
    }

    @Test
    void shouldLeaveNothingOfAnErasedUserOnTheRoster(@TempDir Path state) {
        start(state, Map.of());
        population();
        assembler.send(piece("sharer3", -3, -3));
        assertThat(rosterAfterElections()).containsOnlyKeys("sharer3");

        assembler.erase("sharer3");

        assertThat(rosterAfterElections()).containsOnlyKeys("sharer3").containsValue(null);
    }

    @Test
    void shouldLetAReleasedSharerShareUntilThereIsNewEvidence(@TempDir Path state) {
        start(state, Map.of());
        population();
        assembler.send(piece("sharer3", -3, -3));
        RosterEntry excluded = rosterAfterElections().get("sharer3");

        assembler.send(assembler.topics().releases(), "sharer3", release(excluded.getElectedAt()));
        Map<String, RosterEntry> changes = rosterAfterElections();

        assertThat(changes).containsOnlyKeys("sharer3");
        assertThat(changes.get("sharer3").getQuarantine()).isEmpty();
        assertThat(changes.get("sharer3").getShareRatio()).isEqualTo(1);
        assertThat(changes.get("sharer3").getReleased()).isTrue();

        // The same pieces are as harmful as before, which is no news until the history has grown by a quarter.
        assembler.send(piece("sharer3", -3.1f, -3));
        assertThat(rosterAfterElections()).isEmpty();
        events("sharer3", 5, 7, new Random(3));
        changes = rosterAfterElections();

        assertThat(changes).containsOnlyKeys("sharer3");
        assertThat(changes.get("sharer3").getQuarantine()).isEqualTo("harm");
        assertThat(changes.get("sharer3").getElectedAt()).isAfter(excluded.getElectedAt());
        // The order named the exclusion before.
        assertThat(rosterAfterElections()).isEmpty();
    }

    @Test
    void shouldEndNoExclusionButTheOneThatAReleaseNames(@TempDir Path state) {
        start(state, Map.of());
        population();
        assembler.send(piece("sharer3", -3, -3));
        RosterEntry excluded = rosterAfterElections().get("sharer3");

        assembler.send(
                assembler.topics().releases(),
                "sharer3",
                release(excluded.getElectedAt().minusMillis(1)));

        assertThat(rosterAfterElections()).isEmpty();
    }

    @Test
    void shouldTakeTheOrderOfAnErasedUserFromTheTopic(@TempDir Path state) {
        start(state, Map.of());
        population();
        Release ofTheAdapter = Release.newBuilder(release(Instant.ofEpochMilli(1)))
                .setHeldSince(Instant.ofEpochMilli(1))
                .setExcludedSince(null)
                .build();
        assembler.send(assembler.topics().releases(), "sharer3", ofTheAdapter);

        assembler.erase("sharer3");
        assembler.erase("sharer4");

        assertThat(assembler.erasedReleases()).containsExactly("sharer3");
    }

    @Test
    void shouldBringAReleaseOfNothingToTheDeadLetters(@TempDir Path state) {
        start(state, Map.of());
        population();

        Release nothing = Release.newBuilder(release(Instant.EPOCH))
                .setExcludedSince(null)
                .build();
        assembler.send(assembler.topics().releases(), "sharer3", nothing);
        assembler.pass(Duration.ofSeconds(1));

        assertThat(assembler.deadLetters()).singleElement().satisfies(letter -> {
            DeadLetter origin = DeadLetter.read(letter.headers());
            assertThat(origin.topic()).isEqualTo("releases");
            assertThat(origin.reason()).contains(RefusalReason.FIELD);
        });
    }

    private static Release release(Instant excludedSince) {
        return Release.newBuilder()
                .setUser("sharer3")
                .setTime(excludedSince)
                .setExcludedSince(excludedSince)
                .build();
    }

    @Test
    void shouldExcludeNobodyWhereTheRuleIsOff(@TempDir Path state) {
        start(state, Map.of("roster.harm", "0"));
        population();

        assembler.send(piece("sharer3", -3, -3));

        assertThat(rosterAfterElections()).isEmpty();
    }

    private void start(Path state, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "model.fingerprint",
                BASE,
                "roster.min-events",
                "2",
                "roster.capacity",
                "20",
                "weights.kind",
                "bayes",
                "population.users",
                "64"));
        all.putAll(settings);
        assembler = new DrivenAssembler(state, all);
    }

    /** Everybody's loss falls along the first direction, give or take. */
    private void population() {
        Random random = new Random(1);
        for (int user = 0; user < 40; user++) {
            events("user" + user, 0, 4, random);
        }
        for (int sharer = 0; sharer < SHARERS; sharer++) {
            assembler.send(consent("sharer" + sharer, true, 1));
            events("sharer" + sharer, 0, 5, random);
            assembler.send(piece("sharer" + sharer, 0.2f + 0.01f * sharer, 0.1f));
        }
        assembler.pass(ELECTION);
        assertThat(assembler.rosterChanges()).hasSize(SHARERS);
    }

    private void events(String user, int from, int to, Random random) {
        for (int event = from; event < to; event++) {
            assembler.send(signature(
                    user,
                    user + "-e" + event,
                    1 + (float) random.nextGaussian() / 2,
                    0.5f + (float) random.nextGaussian() / 2));
        }
    }

    private Map<String, RosterEntry> rosterAfterElections() {
        assembler.pass(ELECTION);
        return assembler.rosterChanges();
    }
}
