package dev.intarsia.trainer.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.sketch.Republishing;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.topic.WithdrawalReason;
import dev.intarsia.trainer.share.PieceMark;
import dev.intarsia.trainer.share.SharedPart;
import dev.intarsia.trainer.state.Published;
import dev.intarsia.trainer.wire.Adapters;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicChangesTest {
    private static final Set<String> ALL = Set.of("0.q", "0.v", "1.q", "1.v");
    private static final TopicChanges.Shape SHAPE =
            new TopicChanges.Shape("base", Adapters.LAYOUT, GateKind.GRADIENT, Republishing.ALWAYS);
    private static final Published NOTHING = new Published(Set.of(), Map.of());
    private static final UserState WITH_ADAPTER =
            new UserState(History.EMPTY, new AdapterVersion(3, 2, 24, "e23", Instant.EPOCH, "digest"), 3);
    private static final PieceMark NOW = new PieceMark(3, "base", GateKind.GRADIENT);
    private static final PieceMark BEFORE = new PieceMark(2, "base", GateKind.GRADIENT);

    @Test
    void shouldWriteANewVersionOfAUserWhoDoesNotShare() {
        TopicChanges changes = changes(WITH_ADAPTER, true, true, share(0), NOTHING, SHAPE);

        assertThat(changes.newVersion()).isTrue();
        assertThat(changes.erased()).isEmpty();
        assertThat(changes.pieces().none()).isTrue();
        assertThat(changes.after()).isEqualTo(new Published(ALL, Map.of()));
    }

    @Test
    void shouldPublishTheExistingAdapterOfANewlyElectedSharer() {
        TopicChanges changes = changes(WITH_ADAPTER, false, true, share(1), new Published(ALL, Map.of()), SHAPE);

        assertThat(changes.newVersion()).isFalse();
        assertThat(changes.pieces().cut().keySet())
                .extracting(ModuleId::text)
                .containsExactly("0.q", "0.v", "1.q", "1.v");
        assertThat(changes.after().pieces()).hasSize(4).containsEntry("1.v", NOW);
    }

    @Test
    void shouldHaveNothingToDoTwice() {
        TopicChanges first = changes(WITH_ADAPTER, true, true, share(0.5), NOTHING, SHAPE);

        TopicChanges second = changes(WITH_ADAPTER, false, true, share(0.5), first.after(), SHAPE);

        assertThat(first.pieces().cut()).hasSize(2);
        assertThat(second.none()).isTrue();
        assertThat(second.after()).isEqualTo(first.after());
    }

    @Test
    void shouldRepublishWhatAnUpdateChanged() {
        Published before = new Published(ALL, Map.of("0.q", BEFORE, "0.v", BEFORE, "1.q", BEFORE, "1.v", BEFORE));

        TopicChanges changes = changes(WITH_ADAPTER, true, true, share(1), before, SHAPE);

        assertThat(changes.pieces().cut()).hasSize(4);
        assertThat(changes.pieces().withdrawn()).isEmpty();
    }

    @Test
    void shouldWithdrawThePiecesOfAFormerSharerAndKeepTheAdapter() {
        Published before = new Published(ALL, Map.of("0.q", NOW, "1.v", NOW));

        TopicChanges changes = changes(WITH_ADAPTER, false, true, share(0), before, SHAPE);

        assertThat(changes.pieces().withdrawn()).containsExactly("0.q", "1.v");
        assertThat(changes.pieces().reason()).isEqualTo(WithdrawalReason.DEMOTED);
        assertThat(changes.erased()).isEmpty();
        assertThat(changes.after()).isEqualTo(new Published(ALL, Map.of()));
    }

    @Test
    void shouldEraseEverythingOfAForgottenUserIncludingModulesOfAnEarlierLayout() {
        Published before = new Published(Set.of("0.q", "0.v", "1.q", "1.v", "1.gate"), Map.of("0.q", NOW));

        TopicChanges changes = changes(UserState.NEW, false, false, share(1), before, SHAPE);

        assertThat(changes.erased()).containsExactly("0.q", "0.v", "1.gate", "1.q", "1.v");
        assertThat(changes.pieces().withdrawn()).containsExactly("0.q");
        assertThat(changes.after()).isEqualTo(NOTHING);
    }

    @Test
    void shouldEraseOnlyTheRestWhereAForgottenUserAlreadyHasANewAdapter() {
        Published before = new Published(Set.of("0.q", "0.v", "1.q", "1.v", "1.gate"), Map.of());

        TopicChanges changes = changes(WITH_ADAPTER, true, false, share(0), before, SHAPE);

        assertThat(changes.erased()).containsExactly("1.gate");
        assertThat(changes.after().adapterModules()).isEqualTo(ALL);
    }

    @Test
    void shouldReplaceAForgottenUsersPiecesEvenWhereTheNewOnesHaveTheSameNumber() {
        Published before = new Published(ALL, Map.of("0.q", NOW, "0.v", NOW, "1.q", NOW, "1.v", NOW));

        TopicChanges changes = changes(WITH_ADAPTER, true, false, share(1), before, SHAPE);

        assertThat(changes.pieces().cut()).hasSize(4);
    }

    @Test
    void shouldKeepASharersPiecesOfAnotherBaseModelUntilThereAreOnesOfThis() {
        Published before = new Published(ALL, Map.of("0.q", new PieceMark(2, "older base", GateKind.GRADIENT)));
        UserState another = new UserState(History.EMPTY, null, 2);

        assertThat(changes(another, false, true, share(1), before, SHAPE).none())
                .isTrue();
        assertThat(changes(another, false, true, share(0), before, SHAPE)
                        .pieces()
                        .withdrawn())
                .containsExactly("0.q");
    }

    @Test
    void shouldPublishPiecesAgainWhoseGatesAreOfAnotherKind() {
        Published before = new Published(ALL, Map.of("0.q", NOW, "0.v", NOW, "1.q", NOW, "1.v", NOW));
        TopicChanges.Shape activation =
                new TopicChanges.Shape("base", Adapters.LAYOUT, GateKind.ACTIVATION, Republishing.ALWAYS);

        TopicChanges changes = changes(WITH_ADAPTER, false, true, share(1), before, activation);

        assertThat(changes.pieces().cut()).hasSize(4);
        assertThat(changes.after().pieces().get("0.q")).isEqualTo(new PieceMark(3, "base", GateKind.ACTIVATION));
    }

    @Test
    void shouldPublishPiecesAgainThatMustNotStayAsTheyAre() {
        Published before = new Published(ALL, Map.of("0.q", NOW.outdated(), "0.v", NOW, "1.q", NOW, "1.v", NOW));

        TopicChanges changes = changes(WITH_ADAPTER, false, true, share(1), before, SHAPE);

        assertThat(changes.pieces().cut().keySet()).extracting(ModuleId::text).containsExactly("0.q");
        assertThat(changes.after().pieces()).containsEntry("0.q", NOW);
    }

    @Test
    void shouldReplaceOrWithdrawEveryPieceOfAnotherBaseModelOnceThereAreOnesOfThis() {
        PieceMark old = new PieceMark(3, "older base", GateKind.GRADIENT);
        Published before = new Published(ALL, Map.of("0.q", old, "7.v", old));

        TopicChanges changes = changes(WITH_ADAPTER, true, true, share(1), before, SHAPE);

        assertThat(changes.pieces().cut()).hasSize(4);
        assertThat(changes.pieces().withdrawn()).containsExactly("7.v");
        assertThat(changes.after().pieces().values()).containsOnly(NOW);
    }

    @Test
    void shouldSayWhyPiecesBeyondASmallerShareGo() {
        Published before = new Published(ALL, Map.of("0.q", NOW, "0.v", NOW, "1.q", NOW, "1.v", NOW));
        SharedPart half = new SharedPart(0.5, WithdrawalReason.SHARE_RATIO);

        TopicChanges changes = changes(WITH_ADAPTER, false, true, half, before, SHAPE);

        assertThat(changes.pieces().withdrawn()).hasSize(2);
        assertThat(changes.pieces().reason()).isEqualTo(WithdrawalReason.SHARE_RATIO);
        assertThat(changes.pieces().cut()).isEmpty();
    }

    @Test
    void shouldKeepPiecesThatHaveMovedLittleAndTheirVersions() {
        TopicChanges.Shape shape =
                new TopicChanges.Shape("base", Adapters.LAYOUT, GateKind.GRADIENT, new Republishing(0.1));
        PieceMark before = new PieceMark(2, "base", GateKind.GRADIENT, LittleEndianFloats.encode(new float[] {10}));
        Published published = new Published(ALL, Map.of("0.q", before, "0.v", before, "1.q", before, "1.v", before));

        TopicChanges changes = TopicChanges.of("ada", WITH_ADAPTER, true, true, share(1), published, shape, module ->
                new float[] {module.text().endsWith("q") ? 10.5f : 12});

        assertThat(changes.newVersion()).isTrue();
        assertThat(changes.pieces().cut().keySet()).extracting(ModuleId::text).containsExactly("0.v", "1.v");
        assertThat(changes.pieces().kept()).isEqualTo(2);
        assertThat(changes.after().pieces())
                .containsEntry("0.q", before)
                .containsEntry(
                        "0.v",
                        new PieceMark(3, "base", GateKind.GRADIENT, LittleEndianFloats.encode(new float[] {12})));
    }

    /** What changes of ada, of whose weights no sketches are taken. */
    private static TopicChanges changes(
            UserState state,
            boolean newVersion,
            boolean keeps,
            SharedPart shared,
            Published before,
            TopicChanges.Shape shape) {
        return TopicChanges.of("ada", state, newVersion, keeps, shared, before, shape, module -> {
            throw new AssertionError("Nothing has to be compared.");
        });
    }

    private static SharedPart share(double ratio) {
        return new SharedPart(ratio, ratio == 0 ? WithdrawalReason.DEMOTED : WithdrawalReason.SHARE_RATIO);
    }
}
