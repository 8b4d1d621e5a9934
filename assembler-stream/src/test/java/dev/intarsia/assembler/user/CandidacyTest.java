package dev.intarsia.assembler.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.SignatureSum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidacyTest {
    private final Candidacy candidacy = new Candidacy(10);

    @Test
    void shouldAnnounceACandidateAgainOnlyWhenTheHistoryHasGrownByAQuarter() {
        List<Long> announced = new ArrayList<>();
        AssemblerUserState user = AssemblerUserState.unknown().sharing(new Sharing(1, 0));
        for (int event = 0; event < 30; event++) {
            user = user.with(oneMore(user));
            if (candidacy.isDue(user)) {
                announced.add(user.events());
                user = user.sharing(new Sharing(1, user.events()));
            }
        }

        assertThat(announced).containsExactly(11L, 14L, 18L, 23L, 29L);
    }

    @Test
    void shouldNeverAnnounceAUserWhoDoesNotConsent() {
        AssemblerUserState user = AssemblerUserState.unknown();
        for (int event = 0; event < 30; event++) {
            user = user.with(oneMore(user));
        }

        assertThat(candidacy.isDue(user)).isFalse();
    }

    @Test
    void shouldTellTheElectionTheLengthTheRatioAndAPoint() {
        AssemblerUserState user = AssemblerUserState.unknown().under("base");
        Behavior behavior = oneMore(user);

        var candidate = candidacy.announce(behavior, new Sharing(0.3, 0));

        assertThat(candidate.events()).isEqualTo(1);
        assertThat(candidate.shareRatio()).isEqualTo(0.3);
        assertThat(candidate.embedding()).hasSize(64).contains(1f).containsOnly(0f, 1f);
    }

    private static Behavior oneMore(AssemblerUserState user) {
        SignatureSum sum = user.behavior().signature().add(Map.of(ModuleId.parse("0.q"), new float[] {1}));
        return new Behavior(user.behavior().baseModel(), sum, RecentEvents.none(), "e", Instant.EPOCH);
    }
}
