package dev.intarsia.assembler.topology;

import static dev.intarsia.assembler.fixture.Records.BASE;
import static dev.intarsia.assembler.fixture.Records.NOON;
import static dev.intarsia.assembler.fixture.Records.piece;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.assembler.fixture.DrivenAssembler;
import dev.intarsia.assembler.user.AssemblerUserState;
import dev.intarsia.assembler.user.Behavior;
import dev.intarsia.assembler.user.Issued;
import dev.intarsia.assembler.user.RecentEvents;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.SignatureSum;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pool that never stands still, and more users than can be looked at between two changes. With the system property
 * {@code intarsia.tests.long} 50,000 of them.
 */
class StarvationTest {
    private static final int SCALE = Boolean.getBoolean("intarsia.tests.long") ? 10 : 1;
    private static final int USERS = 5_000 * SCALE;
    private static final int RESCORE = 50 * SCALE;
    private static final int SHARERS = 10;
    private static final int SECONDS = 120;
    private static final int SETTLE_AT_MOST = 2;

    /** As the documentation of pool.rescore says, in ms; a change comes in the second after a look and settles in half of one. */
    private static final long BOUND = 1_000L * (2 * USERS / (10 * RESCORE) + SETTLE_AT_MOST);

    private final Random random = new Random(3);

    @Test
    void shouldLookAtEverybodyInTimeThoughThePoolChangesEverySecond(@TempDir Path state) {
        Map<String, Long> looked = new HashMap<>();
        long longest = 0;
        double waiting = 0;
        try (DrivenAssembler assembler = new DrivenAssembler(
                state,
                Map.of(
                        "model.fingerprint",
                        BASE,
                        "pool.settle",
                        "500ms",
                        "pool.settle-at-most",
                        SETTLE_AT_MOST + "s",
                        "pool.rescore",
                        RESCORE + "",
                        "weights.ridge.keep-largest",
                        "0"))) {
            for (int user = 0; user < USERS; user++) {
                assembler.put("user-" + user, user());
                looked.put("user-" + user, NOON.toEpochMilli());
            }
            for (int sharer = 0; sharer < SHARERS; sharer++) {
                assembler.send(piece("s" + sharer, gate()));
            }

            for (int second = 1; second <= SECONDS; second++) {
                change(assembler, second);
                assembler.pass(Duration.ofSeconds(1));
                for (var sent : assembler.assignments()) {
                    long at = sent.value.getIssuedAt().toEpochMilli();
                    longest = Math.max(longest, at - looked.put(sent.key, at));
                }
                waiting = Math.max(waiting, assembler.metric("intarsia.assembler.reassembly.seconds"));
            }
        }

        assertThat(looked).hasSize(USERS);
        long latest = NOON.plusSeconds(SECONDS).toEpochMilli()
                - looked.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        assertThat(Math.max(longest, latest))
                .as("ms between two looks at one user")
                .isLessThanOrEqualTo(BOUND);
        assertThat(waiting)
                .as("the metric, which counts from the round before")
                .isPositive()
                .isLessThanOrEqualTo(2 * BOUND / 1_000.0);
    }

    /** Some pieces are new versions, one goes, and the one that went before comes back. */
    private void change(DrivenAssembler assembler, int second) {
        for (int sharer = 0; sharer < 3; sharer++) {
            assembler.send(piece("s" + sharer, "0.q", second + 1, gate()));
        }
        assembler.withdraw("s" + (3 + second % (SHARERS - 3)), "0.q");
        assembler.send(piece("s" + (3 + (second - 1) % (SHARERS - 3)), gate()));
    }

    private float[] gate() {
        return new float[] {(float) random.nextGaussian(), (float) random.nextGaussian()};
    }

    private AssemblerUserState user() {
        SignatureSum sum = SignatureSum.empty().add(Map.of(ModuleId.parse("0.q"), gate()));
        return new AssemblerUserState(new Behavior(BASE, sum, RecentEvents.none(), "e1", NOON), Issued.NONE, null);
    }
}
