package dev.intarsia.gateway.topology;

import static dev.intarsia.gateway.topology.DrivenGateway.NOW;
import static dev.intarsia.gateway.topology.Records.INGESTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.service.erasure.Erasures;
import dev.intarsia.service.refusal.RefusedCounter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTopologyTest {
    private static final String BASE = "base";

    @TempDir
    Path directory;

    private DrivenGateway gateway;

    @BeforeEach
    void start() {
        gateway = new DrivenGateway(directory, 3);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldKeepTheLatestAssignmentOfEachUser() {
        gateway.send(assignment("ada", 1));
        gateway.send(assignment("ada", 2));
        gateway.send(assignment("bob", 7));

        assertThat(gateway.state().assignment("ada"))
                .map(Assignment::getVersion)
                .hasValue(2L);
        assertThat(gateway.state().assignment("bob"))
                .map(Assignment::getVersion)
                .hasValue(7L);
        assertThat(gateway.arrivals()).containsExactly("assigned ada", "assigned ada", "assigned bob");
    }

    @Test
    void shouldTellThatItsUsersMayGoToAnotherInstance() {
        DrivenGateway other = new DrivenGateway(directory.resolve("other"), 3);
        other.send(assignment("ada", 1));
        assertThat(other.arrivals()).doesNotContain("moved");

        other.close();

        assertThat(other.arrivals()).contains("moved");
    }

    @Test
    void shouldForgetAnAssignmentThatIsErased() {
        gateway.send(assignment("ada", 1));

        gateway.eraseAssignment("ada");

        assertThat(gateway.state().assignment("ada")).isEmpty();
        assertThat(gateway.arrivals()).endsWith("dropped ada");
    }

    @Test
    void shouldServeAVersionOnlyWhenAllItsModulesAreThere() {
        gateway.send(module("ada", "0.q", 1));
        assertThat(gateway.state().ownVersion("ada")).isEmpty();

        gateway.send(module("ada", "0.v", 1));

        AdapterModule version = gateway.state().ownVersion("ada").orElseThrow();
        assertThat(version.getVersion()).isEqualTo(1);
        assertThat(gateway.state().ownWeights(version).orElseThrow()).containsOnlyKeys("0.q", "0.v");
        assertThat(gateway.arrivals()).containsExactly("adapted ada");
    }

    @Test
    void shouldServeTheOldVersionWhileTheNewOneArrives() {
        whole("ada", 1);

        gateway.send(module("ada", "0.q", 2));

        AdapterModule version = gateway.state().ownVersion("ada").orElseThrow();
        assertThat(version.getVersion()).isEqualTo(1);
        assertThat(gateway.state().ownWeights(version).orElseThrow().get("0.q")[0])
                .isEqualTo((byte) 1);
    }

    @Test
    void shouldKeepTheOldVersionWhereTheNewOneIsNotFinite() {
        whole("ada", 1);

        for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            gateway.send(Records.module("ada", "0.q", 2, 2, BASE, "d2", 2, broken));
            gateway.send(module("ada", "0.v", 2));
            assertThat(DeadLetter.read(gateway.deadLetters().readRecord().headers())
                            .cause())
                    .contains("weights holds " + broken)
                    .contains("finite");
        }

        assertThat(gateway.state().ownVersion("ada"))
                .map(AdapterModule::getVersion)
                .hasValue(1L);
    }

    @Test
    void shouldLeaveOutPiecesThatAreNotFinite() {
        gateway.send(Records.piece("sam", "0.q", 1, BASE, 1, Float.NaN));

        assertThat(gateway.pool().size()).isZero();
        assertThat(letterOfAPiece().cause()).contains("weights").contains("finite");
    }

    @Test
    void shouldCountUsersAndNotHowOftenTheyChange() {
        for (int version = 1; version <= 40; version++) {
            gateway.send(assignment("ada", version));
            gateway.send(assignment("bob", version));
            whole("ada", version);
            whole("cleo", version);
        }
        assertThat(gateway.state().assignedUsers()).isEqualTo(2);
        assertThat(gateway.state().adaptedUsers()).isEqualTo(2);

        gateway.erase("ada", NOW);
        gateway.erase("ada", NOW);
        gateway.eraseModule("dan", "0.q");
        gateway.eraseAssignment("dan");
        assertThat(gateway.state().assignedUsers()).isEqualTo(1);
        assertThat(gateway.state().adaptedUsers()).isEqualTo(1);
    }

    @Test
    void shouldNeverMixVersionsAndDropTheOldOneWhenTheNewOneIsComplete() {
        whole("ada", 1);
        AdapterModule old = gateway.state().ownVersion("ada").orElseThrow();

        whole("ada", 2);

        AdapterModule version = gateway.state().ownVersion("ada").orElseThrow();
        assertThat(gateway.state().ownWeights(version).orElseThrow().values())
                .allSatisfy(bytes -> assertThat(bytes[0]).isEqualTo((byte) 2));
        assertThat(gateway.state().ownWeights(old)).isEmpty();
    }

    @Test
    void shouldTakeAVersionOnlyPartOfWhichWasCompactedAwayOnceANewerOneIsWhole() {
        gateway.send(module("ada", "0.v", 3));
        gateway.send(module("ada", "0.q", 5));
        assertThat(gateway.state().ownVersion("ada")).isEmpty();

        gateway.send(module("ada", "0.v", 5));

        assertThat(gateway.state().ownVersion("ada"))
                .map(AdapterModule::getVersion)
                .hasValue(5L);
    }

    @Test
    void shouldLeaveOutModulesOfAVersionThatIsOlderThanTheServedOne() {
        whole("ada", 2);

        whole("ada", 1);

        assertThat(gateway.state().ownVersion("ada"))
                .map(AdapterModule::getVersion)
                .hasValue(2L);
        assertThat(gateway.arrivals()).containsExactly("adapted ada");
    }

    @Test
    void shouldHaveNoAdapterWhenOneOfItsModulesIsErased() {
        whole("ada", 1);

        gateway.eraseModule("ada", "0.q");

        assertThat(gateway.state().ownVersion("ada")).isEmpty();
        assertThat(gateway.arrivals()).endsWith("dropped ada");
    }

    @Test
    void shouldKeepUsersApartWhoseNamesBeginAlike() {
        whole("ada", 1);
        whole("ada/0.q", 4);
        whole("ad", 9);

        gateway.eraseModule("ad", "0.q");

        assertThat(gateway.state().ownVersion("ad")).isEmpty();
        assertThat(gateway.state().ownVersion("ada"))
                .map(AdapterModule::getVersion)
                .hasValue(1L);
        AdapterModule slashed = gateway.state().ownVersion("ada/0.q").orElseThrow();
        assertThat(gateway.state().ownWeights(slashed).orElseThrow().get("0.q")[0])
                .isEqualTo((byte) 4);
    }

    @Test
    void shouldKeepTheLatestEventsOfEachUserInTheOrderOfTheirTimes() {
        for (int day : new int[] {5, 1, 4, 2, 3}) {
            gateway.send(Records.event("ada", "e" + day, day(day)));
        }
        gateway.send(Records.event("bob", "b1", day(1)));

        assertThat(gateway.state().history("ada"))
                .extracting(BehaviorEvent::getEventId)
                .containsExactly("e3", "e4", "e5");
        assertThat(gateway.state().history("bob"))
                .extracting(BehaviorEvent::getEventId)
                .containsExactly("b1");
    }

    @Test
    void shouldKeepAnEventThatIsSentAgainOnce() {
        gateway.send(Records.event("ada", "e1", day(1)));
        gateway.send(Records.event("ada", "e1", day(1)));
        gateway.send(Records.event("ada", "e1", day(2)));

        assertThat(gateway.state().history("ada"))
                .extracting(BehaviorEvent::getTime)
                .containsExactly(day(1));
    }

    @Test
    void shouldEraseEverythingOfAUserAndNothingOfOthers() {
        for (String user : List.of("ada", "bob")) {
            gateway.send(assignment(user, 1));
            whole(user, 1);
            gateway.send(Records.event(user, "e1", day(1)));
        }

        gateway.erase("ada", NOW);

        assertThat(gateway.state().assignment("ada")).isEmpty();
        assertThat(gateway.state().ownVersion("ada")).isEmpty();
        assertThat(gateway.state().history("ada")).isEmpty();
        assertThat(gateway.arrivals()).endsWith("dropped ada");
        assertThat(gateway.state().assignment("bob")).isPresent();
        assertThat(gateway.state().ownVersion("bob")).isPresent();
        assertThat(gateway.state().history("bob")).hasSize(1);
    }

    @Test
    void shouldEraseOneEventFromTheHistoryAndNotTakeItBack() {
        whole("ada", 1);
        gateway.send(Records.event("ada", "e1", day(1)));
        gateway.send(Records.event("ada", "e1", day(2)));
        gateway.send(Records.event("ada", "e2", day(1)));
        gateway.send(Records.event("bob", "e1", day(1)));

        gateway.erase(ConsentKey.of("ada", "e1"), INGESTED);
        gateway.send(Records.event("ada", "e1", day(1)));

        assertThat(gateway.state().history("ada"))
                .extracting(BehaviorEvent::getEventId)
                .containsExactly("e2");
        assertThat(gateway.state().history("bob")).hasSize(1);
        assertThat(gateway.state().ownVersion("ada")).isPresent();
        assertThat(gateway.arrivals()).endsWith("dropped ada");

        gateway.send(later(Records.event("ada", "e1", day(1))));

        assertThat(gateway.state().history("ada")).hasSize(2);
    }

    @Test
    void shouldReportWhatItHasRemovedAndNoLessTheSecondTime() {
        gateway.send(assignment("ada", 1));
        whole("ada", 1);
        gateway.send(Records.event("ada", "e1", day(1)));
        gateway.send(Records.event("ada", "e2", day(2)));

        gateway.erase(ConsentKey.of("ada", "e1"), INGESTED);
        gateway.erase("ada", NOW);
        gateway.erase("ada", NOW);
        gateway.erase("nobody", NOW);

        assertThat(gateway.reports())
                .extracting(ErasureProgress::getErasure, ErasureProgress::getRemoved)
                .containsExactly(
                        tuple(ErasureKey.erasure(ConsentKey.of("ada", "e1"), INGESTED), Map.of("history", 1L)),
                        tuple(ErasureKey.erasure("ada", NOW), Map.of("assignments", 1L, "adapters", 2L, "history", 1L)),
                        tuple(ErasureKey.erasure("ada", NOW), Map.of("assignments", 1L, "adapters", 2L, "history", 1L)),
                        tuple(
                                ErasureKey.erasure("nobody", NOW),
                                Map.of("assignments", 0L, "adapters", 0L, "history", 0L)));
    }

    @Test
    void shouldNotTakeBackWhatWasLearntBeforeTheErasure() {
        gateway.erase("ada", INGESTED.plusMillis(1));

        gateway.send(assignment("ada", 1));
        whole("ada", 1);
        gateway.send(Records.event("ada", "e1", day(1)));

        assertThat(gateway.state().assignment("ada")).isEmpty();
        assertThat(gateway.state().ownVersion("ada")).isEmpty();
        assertThat(gateway.state().history("ada")).isEmpty();
    }

    @Test
    void shouldTakeInAUserWhoComesBackAfterTheErasure() {
        gateway.erase("ada", INGESTED.minusMillis(1));

        gateway.send(Records.event("ada", "e1", day(1)));
        gateway.send(assignment("ada", 1));

        assertThat(gateway.state().history("ada")).hasSize(1);
        assertThat(gateway.state().assignment("ada")).isPresent();
    }

    @Test
    void shouldKeepWhatAUserDidAfterAnErasureThatIsReadLate() {
        gateway.send(Records.event("ada", "e1", day(1)));
        gateway.send(later(Records.event("ada", "e2", day(2))));
        gateway.send(later(assignment("ada", 1)));
        whole("ada", 5);
        gateway.send(later(module("ada", "0.q", 1)));
        gateway.send(later(module("ada", "0.v", 1)));

        gateway.erase("ada", INGESTED);

        assertThat(gateway.state().history("ada"))
                .extracting(BehaviorEvent::getEventId)
                .containsExactly("e2");
        assertThat(gateway.state().assignment("ada")).isPresent();
        AdapterModule version = gateway.state().ownVersion("ada").orElseThrow();
        assertThat(version.getVersion()).isEqualTo(1);
        assertThat(gateway.state().ownWeights(version)).isPresent();
        assertThat(gateway.keys(StoreNames.WEIGHTS)).hasSize(2);
    }

    @Test
    void shouldKeepWhatHasArrivedOfAVersionWhenAnEarlierErasureIsRead() {
        whole("ada", 1);
        gateway.send(later(module("ada", "0.q", 2)));

        gateway.erase("ada", INGESTED);
        assertThat(gateway.state().ownVersion("ada")).isEmpty();
        gateway.send(later(module("ada", "0.v", 2)));

        AdapterModule version = gateway.state().ownVersion("ada").orElseThrow();
        assertThat(version.getVersion()).isEqualTo(2);
        assertThat(gateway.state().ownWeights(version)).isPresent();
    }

    @Test
    void shouldNotCountModulesThatAnErasureTook() {
        gateway.send(module("ada", "0.q", 1));
        gateway.erase("ada", INGESTED);
        gateway.send(later(module("ada", "0.v", 1)));
        assertThat(gateway.state().ownVersion("ada")).isEmpty();

        gateway.send(later(module("ada", "0.q", 1)));

        assertThat(gateway.state().ownVersion("ada")).isPresent();
    }

    @Test
    void shouldTakeTheFirstVersionOfAUserWhoCameBackOverAHigherOneFromBefore() {
        whole("ada", 5);

        gateway.send(later(module("ada", "0.q", 1)));
        assertThat(gateway.state().ownVersion("ada")).isEmpty();
        assertThat(gateway.arrivals()).endsWith("dropped ada");
        gateway.send(later(module("ada", "0.v", 1)));

        assertThat(gateway.state().ownVersion("ada"))
                .map(AdapterModule::getVersion)
                .hasValue(1L);
        assertThat(gateway.keys(StoreNames.WEIGHTS)).hasSize(2);
    }

    @Test
    void shouldNotTakeAnEarlierErasureForALaterOne() {
        gateway.erase("ada", INGESTED.plusSeconds(1));
        gateway.erase("ada", INGESTED.minusSeconds(1));

        gateway.send(assignment("ada", 1));

        assertThat(gateway.state().assignment("ada")).isEmpty();
    }

    @Test
    void shouldRememberAnErasureWithoutTheNameAndNotForGood() {
        gateway.erase("ada", NOW);
        assertThat(gateway.keys(Erasures.STORE))
                .singleElement()
                .asString()
                .hasSize(64)
                .doesNotContain("ada");

        gateway.pass(DrivenGateway.ERASURES_KEPT.plusMinutes(20));

        assertThat(gateway.keys(Erasures.STORE)).isEmpty();
    }

    @Test
    void shouldNotMindWhetherAUserShares() {
        gateway.send(assignment("ada", 1));

        gateway.send(new SharingConsent("ada", false, 0.0, NOW));

        assertThat(gateway.state().assignment("ada")).isPresent();
    }

    @Test
    void shouldKeepThePoolEqualToThePieces() {
        gateway.send(Records.piece("sam", "0.q", 1, BASE, 1, 2, 3, 4));
        gateway.send(Records.piece("sam", "0.q", 2, BASE, 4, 5, 6, 7));
        gateway.send(Records.piece("sue", "0.q", 1, BASE, 7, 8));

        assertThat(gateway.pool()
                        .find(new ModuleKey("sam", "0.q"))
                        .orElseThrow()
                        .weights())
                .containsExactly(4, 5, 6, 7);
        assertThat(gateway.pool().size()).isEqualTo(2);
        assertThat(gateway.pool().sharers()).isEqualTo(2);

        gateway.withdraw("sam", "0.q");

        assertThat(gateway.pool().find(new ModuleKey("sam", "0.q"))).isEmpty();
        assertThat(gateway.pool().size()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAPieceWhoseContentIsNotItsDigestsAndTakeTheOneBeforeItAway() {
        gateway.send(Records.piece("sam", "0.q", 1, BASE, 1, 2, 3, 4));
        gateway.send(Piece.newBuilder(Records.piece("sam", "0.q", 2, BASE, 1, 2, 3, 4))
                .setDigest("0".repeat(64))
                .build());

        assertThat(gateway.pool().size()).isZero();
        DeadLetter letter = letterOfAPiece();
        assertThat(letter.offset()).isEqualTo(1);
        assertThat(letter.cause()).contains("sam/0.q").contains("digest");
        assertThat(gateway.refused().of("pieces", RefusedCounter.Outcome.DEAD_LETTER))
                .isEqualTo(1);
    }

    @Test
    void shouldServePiecesWithTheGateInsideOfEarlierTrainers() {
        float[] weights = {1, 2, 3, 4};
        float[] gate = {1, 2};
        gateway.send(Piece.newBuilder(Records.piece("sam", "0.q", 1, BASE, weights))
                .setGate(LittleEndianFloats.encode(gate))
                .setDigest(PieceDigest.of(weights, gate))
                .build());

        assertThat(gateway.pool().size()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAPieceThatCannotBeReadOnce() {
        gateway.sendBytes(gateway.topics().pieces(), "sam/0.q".getBytes(UTF_8), new byte[] {0, 0, 0, 0, 99, 1}, NOW);
        gateway.sendBytes(gateway.topics().pieces(), "no module".getBytes(UTF_8), new byte[] {1}, NOW);
        gateway.send(Records.piece("sue", "0.q", 1, BASE, 7, 8));

        assertThat(letterOfAPiece().offset()).isZero();
        assertThat(letterOfAPiece().offset()).isEqualTo(1);
        gateway.pass(Duration.ofSeconds(2));
        assertThat(gateway.deadLetters().isEmpty()).isTrue();
        assertThat(gateway.pool().size()).isEqualTo(1);
    }

    private DeadLetter letterOfAPiece() {
        gateway.pass(Duration.ofSeconds(1));
        DeadLetter letter = DeadLetter.read(gateway.deadLetters().readRecord().headers());
        assertThat(letter.topic()).isEqualTo("pieces");
        assertThat(letter.service()).isEqualTo("inference-gateway");
        return letter;
    }

    @Test
    void shouldSendWhatCannotBeReadToTheDeadLettersAndGoOn() {
        gateway.sendBytes(gateway.topics().assignments(), "ada".getBytes(UTF_8), "junk".getBytes(UTF_8), NOW);
        gateway.send(assignment("ada", 1));

        TestRecord<byte[], byte[]> letter = gateway.deadLetters().readRecord();
        assertThat(letter.value()).isEqualTo("junk".getBytes(UTF_8));
        assertThat(letter.key()).isEqualTo("ada".getBytes(UTF_8));
        DeadLetter origin = DeadLetter.read(letter.headers());
        assertThat(origin.topic()).isEqualTo("assignments");
        assertThat(origin.service()).isEqualTo("inference-gateway");
        assertThat(origin.cause()).contains("wire format");
        assertThat(gateway.deadLetters().isEmpty()).isTrue();
        assertThat(gateway.state().assignment("ada")).isPresent();
    }

    @Test
    void shouldPassOverARecordThatTakesAnEventOutOfTheLog() {
        gateway.send(Records.event("ada", "e1", day(1)));
        gateway.send(
                gateway.topics().events(), EventKey.of(Records.event("ada", "e1", day(1))), (BehaviorEvent) null, NOW);

        assertThat(gateway.deadLetters().isEmpty()).isTrue();
        assertThat(gateway.state().history("ada")).hasSize(1);
    }

    @Test
    void shouldNeverFileARecordUnderAnotherUsersKey() {
        gateway.send(gateway.topics().assignments(), "eve", assignment("ada", 1), NOW);
        gateway.send(gateway.topics().events(), EventKey.earlier("eve"), Records.event("ada", "e1", day(1)), NOW);
        gateway.send(gateway.topics().adapters(), new ModuleKey("eve", "0.q"), module("ada", "0.q", 1), NOW);

        assertThat(gateway.deadLetters().readRecordsToList())
                .hasSize(2)
                .allSatisfy(
                        letter -> assertThat(DeadLetter.read(letter.headers()).cause())
                                .contains("ada")
                                .contains("eve"));
        assertThat(gateway.refused().of("events", RefusedCounter.Outcome.SKIPPED))
                .as("events are the trainer's to bring to the dead letters")
                .isEqualTo(1);
        assertThat(gateway.state().assignment("eve")).isEmpty();
        assertThat(gateway.state().history("eve")).isEmpty();
    }

    @Test
    void shouldPassOverAnEventWhoseTimesNoClockShows() {
        for (long millis :
                new long[] {Long.MIN_VALUE, -62_135_596_800_000L, NOW.toEpochMilli() * 1000, Long.MAX_VALUE}) {
            gateway.send(BehaviorEvent.newBuilder(Records.event("ada", "e" + millis, day(1)))
                    .setIngestedAt(Instant.ofEpochMilli(millis))
                    .build());
        }
        gateway.send(Records.event("ada", "good", day(2)));

        assertThat(gateway.refused().of("events", RefusedCounter.Outcome.SKIPPED))
                .isEqualTo(4);
        assertThat(gateway.state().history("ada"))
                .extracting(BehaviorEvent::getEventId)
                .containsExactly("good");
    }

    @Test
    void shouldNeitherServeNorFailAtAssignmentsThatSayWhatNoneCan() {
        Assignment good = assignment("ada", 1);
        List<Assignment> bad = List.of(
                Assignment.newBuilder(good).setVersion(0).build(),
                Assignment.newBuilder(good).setDigest("d").build(),
                Assignment.newBuilder(good)
                        .setLastIngestedAt(Instant.ofEpochMilli(Long.MIN_VALUE))
                        .build(),
                Records.assignment("ada", 1, BASE, List.of("0.q"), Map.of("sam", Float.NaN)),
                Records.assignment("ada", 1, BASE, List.of("0.q", "0.q"), Map.of("sam", 1f)));

        bad.forEach(gateway::send);

        assertThat(gateway.deadLetters().readRecordsToList()).hasSize(bad.size());
        assertThat(gateway.refused().of("assignments", RefusedCounter.Outcome.DEAD_LETTER))
                .isEqualTo(bad.size());
        assertThat(gateway.state().assignment("ada")).isEmpty();
    }

    private void whole(String user, long version) {
        gateway.send(module(user, "0.q", version));
        gateway.send(module(user, "0.v", version));
    }

    /** Its weights' first byte is the version. */
    private static AdapterModule module(String user, String module, long version) {
        float mark = Float.intBitsToFloat((int) version);
        return Records.module(user, module, version, 2, BASE, "d" + version, mark, mark);
    }

    private static BehaviorEvent later(BehaviorEvent event) {
        return BehaviorEvent.newBuilder(event)
                .setIngestedAt(INGESTED.plusSeconds(1))
                .build();
    }

    private static Assignment later(Assignment assignment) {
        return Assignment.newBuilder(assignment)
                .setLastIngestedAt(INGESTED.plusSeconds(1))
                .build();
    }

    private static AdapterModule later(AdapterModule module) {
        return AdapterModule.newBuilder(module)
                .setLastIngestedAt(INGESTED.plusSeconds(1))
                .build();
    }

    private static Assignment assignment(String user, long version) {
        return Records.assignment(user, version, BASE, List.of("0.q"), Map.of("sam", 0.5f));
    }

    private static Instant day(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * day);
    }
}
