package dev.intarsia.trainer.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.sketch.Republishing;
import dev.intarsia.schemas.topic.WithdrawalReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharingTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<ModuleId> MODULES = IntStream.range(0, 50)
            .boxed()
            .flatMap(layer -> List.of(new ModuleId(layer, Projection.Q), new ModuleId(layer, Projection.V)).stream())
            .toList();

    private final SharingRegister register = new SharingRegister();

    @Test
    void shouldShareOnlyWhatBothRosterAndConsentAllow() {
        register.elect("ada", 0.8);
        assertThat(register.shares("ada")).isFalse();

        register.consent("ada", 0.5);
        assertThat(register.shareRatio("ada")).isEqualTo(0.5);

        register.dismiss("ada");
        assertThat(register.shares("ada")).isFalse();

        register.elect("ada", 0.3);
        assertThat(register.shareRatio("ada")).isEqualTo(0.3);

        register.withdraw("ada");
        assertThat(register.shares("ada")).isFalse();
    }

    @Test
    void shouldForgetEventsUpToTheLastErasureEvenAfterANewConsent() {
        register.consent("ada", 1);
        register.erase("ada", NOON);
        register.erase("ada", NOON.minusSeconds(60));
        register.consent("ada", 1);

        assertThat(register.erasedUpTo("ada")).contains(NOON);
        assertThat(register.forgets("ada", NOON)).isTrue();
        assertThat(register.forgets("ada", NOON.plusMillis(1))).isFalse();
        assertThat(register.forgets("bob", NOON)).isFalse();
    }

    @Test
    void shouldRemoveTheConsentOfAnErasedUser() {
        register.elect("ada", 1);
        register.consent("ada", 1);
        register.erase("ada", NOON);

        assertThat(register.shares("ada")).isFalse();
    }

    @Test
    void shouldSayWhyWhatIsNotSharedIsNot() {
        assertThat(register.part("ada")).isEqualTo(new SharedPart(0, WithdrawalReason.WITHDRAWN));

        register.consent("ada", 0.5);
        assertThat(register.part("ada")).isEqualTo(new SharedPart(0, WithdrawalReason.DEMOTED));

        register.elect("ada", 0.5);
        assertThat(register.part("ada")).isEqualTo(new SharedPart(0.5, WithdrawalReason.SHARE_RATIO));

        register.consent("ada", 0);
        assertThat(register.part("ada")).isEqualTo(new SharedPart(0, WithdrawalReason.SHARE_RATIO));

        register.dismiss("ada");
        assertThat(register.part("ada").rest()).isEqualTo(WithdrawalReason.DEMOTED);

        // The roster drops everybody whose consent ends: the consent is why.
        register.withdraw("ada");
        assertThat(register.part("ada").rest()).isEqualTo(WithdrawalReason.WITHDRAWN);
    }

    @Test
    void shouldNameTheErasureAsTheReasonOfAnErasedSharer() {
        register.elect("ada", 1);
        register.consent("ada", 1);
        register.erase("ada", NOON);

        assertThat(register.part("ada")).isEqualTo(new SharedPart(0, WithdrawalReason.WITHDRAWN));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.004, 0", "0.01, 1", "0.29, 29", "0.5, 50", "0.999, 99", "1, 100", "7, 100", "-1, 0"})
    void shouldDrawAShareRoundedDownToWholeModules(double ratio, int count) {
        assertThat(SharedModules.of("ada", ratio, MODULES)).hasSize(count).isSubsetOf(MODULES);
    }

    @Test
    void shouldDrawPerSharerAndASmallerShareFromALargerOne() {
        SortedSet<ModuleId> half = SharedModules.of("ada", 0.5, MODULES);

        assertThat(SharedModules.of("ada", 0.5, MODULES)).isEqualTo(half);
        assertThat(SharedModules.of("bob", 0.5, MODULES)).isNotEqualTo(half);
        assertThat(half).containsAll(SharedModules.of("ada", 0.2, MODULES));
    }

    @Test
    void shouldPublishNewPiecesAndWithdrawThoseNoLongerShared() {
        PieceMark now = new PieceMark(7, "base", GateKind.GRADIENT);
        AdapterMarks marks =
                new AdapterMarks(7, "base", GateKind.GRADIENT, Republishing.ALWAYS, module -> new float[] {1});
        SortedSet<ModuleId> wanted =
                new TreeSet<>(List.of(ModuleId.parse("0.q"), ModuleId.parse("1.q"), ModuleId.parse("2.q")));
        Map<String, PieceMark> published = Map.of(
                "0.q",
                now,
                "1.q",
                new PieceMark(6, "base", GateKind.GRADIENT),
                "2.q",
                new PieceMark(7, "other", GateKind.GRADIENT),
                "9.k",
                now);

        PieceChange change = PieceChange.between(wanted, marks, published, WithdrawalReason.SHARE_RATIO);

        assertThat(change.cut()).isEqualTo(Map.of(ModuleId.parse("1.q"), now, ModuleId.parse("2.q"), now));
        assertThat(change.withdrawn()).containsExactly("9.k");
        assertThat(PieceChange.between(
                                wanted, marks, Map.of("0.q", now, "1.q", now, "2.q", now), WithdrawalReason.SHARE_RATIO)
                        .none())
                .isTrue();
    }
}
