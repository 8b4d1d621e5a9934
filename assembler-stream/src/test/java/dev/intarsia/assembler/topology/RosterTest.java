package dev.intarsia.assembler.topology;

import static dev.intarsia.assembler.fixture.Records.BASE;
import static dev.intarsia.assembler.fixture.Records.consent;
import static dev.intarsia.assembler.fixture.Records.signature;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.assembler.fixture.DrivenAssembler;
import dev.intarsia.schemas.avro.RosterEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterTest {
    private static final Duration ELECTION = Duration.ofSeconds(1);

    @AutoClose
    private DrivenAssembler assembler;

    @BeforeEach
    void start(@TempDir Path state) {
        assembler = new DrivenAssembler(
                state,
                Map.of(
                        "model.fingerprint", BASE,
                        "roster.min-events", "2",
                        "roster.capacity", "3",
                        "roster.growth", "2"));
    }

    @Test
    void shouldElectAConsentingUserWithEnoughEvents() {
        assembler.send(consent("ada", true, 0.5));
        events("ada", 0, 2);
        assembler.pass(ELECTION);
        assertThat(assembler.rosterChanges()).isEmpty();

        events("ada", 2, 3);
        assembler.pass(ELECTION);

        RosterEntry entry = assembler.rosterChanges().get("ada");
        assertThat(entry.getSharer()).isEqualTo("ada");
        assertThat(entry.getCluster()).isZero();
        assertThat(entry.getShareRatio()).isEqualTo(0.5);
        assertThat(entry.getEvents()).isEqualTo(3);
    }

    @Test
    void shouldElectNobodyWithoutConsent() {
        events("ada", 0, 20);
        assembler.send(consent("bob", false, 1));
        events("bob", 0, 20);
        assembler.send(consent("cid", true, 0));
        events("cid", 0, 20);
        assembler.pass(ELECTION);

        assertThat(assembler.rosterChanges()).isEmpty();
    }

    @Test
    void shouldElectAUserWhoConsentsAfterTheEvents() {
        events("ada", 0, 5);
        assembler.send(consent("ada", true, 1));
        assembler.pass(ELECTION);

        assertThat(assembler.rosterChanges()).containsOnlyKeys("ada");
    }

    @Test
    void shouldEndTheElectionWhenConsentIsWithdrawn() {
        events("ada", 0, 5);
        assembler.send(consent("ada", true, 1));
        assembler.pass(ELECTION);
        assembler.rosterChanges();

        assembler.send(consent("ada", false, 1));
        assembler.pass(ELECTION);

        assertThat(assembler.rosterChanges()).containsOnlyKeys("ada").containsValue(null);
    }

    @Test
    void shouldPassAChangedShareRatioOnAndKeepTheSeat() {
        events("ada", 0, 5);
        assembler.send(consent("ada", true, 1));
        assembler.pass(ELECTION);
        RosterEntry before = assembler.rosterChanges().get("ada");

        assembler.send(consent("ada", true, 0.25));
        assembler.pass(ELECTION);

        assertThat(assembler.rosterChanges().get("ada"))
                .isEqualTo(RosterEntry.newBuilder(before).setShareRatio(0.25).build());
    }

    @Test
    void shouldLeaveTheRosterAloneWhileSharersOnlyGrow() {
        assembler.send(consent("ada", true, 1));
        events("ada", 0, 5);
        assembler.pass(ELECTION);
        assembler.rosterChanges();

        events("ada", 5, 500);
        assembler.pass(ELECTION);

        assertThat(assembler.rosterChanges()).isEmpty();
    }

    @Test
    void shouldFillFreeSeatsOneByOneAndGiveEachItsOwnCluster() {
        for (String user : new String[] {"ada", "bob", "cid", "dan"}) {
            assembler.send(consent(user, true, 1));
            events(user, 0, 5);
            assembler.pass(ELECTION);
        }

        Map<String, RosterEntry> elected = assembler.rosterChanges();

        assertThat(elected).containsOnlyKeys("ada", "bob", "cid");
        assertThat(elected.values()).extracting(RosterEntry::getCluster).containsExactly(0, 1, 2);
    }

    private void events(String user, int from, int to) {
        for (int event = from; event < to; event++) {
            assembler.send(signature(user, "e" + event, user.hashCode() % 7, 1));
        }
    }
}
