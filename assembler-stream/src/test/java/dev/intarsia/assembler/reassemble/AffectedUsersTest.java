package dev.intarsia.assembler.reassemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.assembler.pool.PoolChange;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.PieceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AffectedUsersTest {
    private static final double MARGIN = 0.01;
    private static final ModuleId Q0 = ModuleId.parse("0.q");

    private final AffectedUsers affected = new AffectedUsers(MARGIN);

    @Test
    void shouldLookAtHoldersOfWhatIsGoneFirst() {
        affected.enroll("little", Set.of(), 4);
        affected.enroll("much", Set.of(), 4_000);
        affected.enroll("replaced", Set.of("sue", "other"), 0);
        affected.enroll("gone", Set.of("sam"), 0);

        affected.change(change(Set.of("sam"), Set.of("sue"), 0.01), 1, 0);

        assertThat(List.of(next(0), next(0), next(0), next(0))).containsExactly("gone", "replaced", "much", "little");
        assertThat(affected.next(0, 0)).isNull();
    }

    @Test
    void shouldLookAtLeisureAtThoseWhoCannotGainTheMargin() {
        affected.enroll("can", Set.of(), 2.1);
        affected.enroll("cannot", Set.of(), 1.9);

        affected.change(change(Set.of(), Set.of(), 0.02), 2, 0);
        assertThat(affected.waiting()).isEqualTo(1);
        assertThat(next(0)).isEqualTo("can");
        assertThat(affected.next(1, 0)).isNull();

        assertThat(affected.nextAtLeisure(0)).isEqualTo("cannot");
        assertThat(affected.nextAtLeisure(0)).isNull();
    }

    @Test
    void shouldLetGoOfPiecesThatAUserHoldsNoLonger() {
        affected.enroll("ada", Set.of("sam"), 0);
        affected.enroll("ada", Set.of("sue"), 0);

        affected.change(change(Set.of("sam"), Set.of(), 0), 1, 0);
        assertThat(affected.waiting()).isZero();

        affected.change(change(Set.of("sue"), Set.of(), 0), 1, 0);
        assertThat(next(0)).isEqualTo("ada");
    }

    @Test
    void shouldNotLookTwiceAtAUserWhomAnEventHasBroughtUpToDate() {
        affected.enroll("ada", Set.of("sam"), 9);
        affected.change(change(Set.of("sam"), Set.of("sam"), 1), 1, 0);

        affected.enroll("ada", Set.of(), 9);

        assertThat(affected.waiting()).isZero();
        assertThat(affected.next(0, 0)).isNull();
        assertThat(affected.next(1, 0)).isNull();
        assertThat(affected.nextAtLeisure(0)).isNull();
    }

    @Test
    void shouldForgetAUserWhereverHeIs() {
        affected.enroll("ada", Set.of("sam"), 9);
        affected.enroll("bob", Set.of("sam"), 9);
        affected.change(change(Set.of("sam"), Set.of("sam"), 1), 1, 0);

        affected.forget("ada");
        affected.forget("nobody");
        affected.enroll("cleo", Set.of(), 0);
        affected.change(change(Set.of("sam"), Set.of(), 0), 1, 0);

        assertThat(List.of(next(0), String.valueOf(affected.next(1, 0)))).containsExactly("bob", "null");
        assertThat(affected.nextAtLeisure(0)).as("a number used again").isEqualTo("cleo");
        assertThat(affected.nextAtLeisure(0)).isNull();
    }

    /** Changes come after every few looks, of random kinds and sizes, so that no queue but one may ever be empty. */
    @Test
    void shouldReachEveryUserWithinTwiceTheirNumberWhateverChanges() {
        int users = 300;
        Random random = new Random(5);
        for (int user = 0; user < users; user++) {
            affected.enroll(name(user), Set.of("s" + user % 7), 1 << random.nextInt(16));
        }
        Map<String, Integer> since = new HashMap<>();
        int longest = 0;
        for (int turn = 0; turn < 20_000; turn++) {
            if (turn % 5 == 0) {
                Set<String> gone = new HashSet<>(List.of("s" + random.nextInt(7), "s" + random.nextInt(3)));
                affected.change(change(gone, Set.of("s" + random.nextInt(7)), 1e-3), 1, turn);
                for (int user = 0; user < users; user++) {
                    if (gone.contains("s" + user % 7)) {
                        since.putIfAbsent(name(user), turn);
                    }
                }
            }
            String user = next(turn);
            Integer waiting = since.remove(user);
            longest = waiting == null ? longest : Math.max(longest, turn - waiting);
            int number = Integer.parseInt(user.substring(1));
            affected.enroll(user, Set.of("s" + number % 7), 1 << random.nextInt(16));
        }
        int latest =
                since.values().stream().mapToInt(turn -> 20_000 - turn).max().orElse(0);

        assertThat(Math.max(longest, latest)).isPositive().isLessThanOrEqualTo(2 * users);
    }

    /** A piece of everybody but one goes with each look, so that those with a higher priority never come to an end. */
    @Test
    void shouldNotStarveTheLowestPriority() {
        List<String> seen = new ArrayList<>();
        for (int user = 0; user < 50; user++) {
            affected.enroll(name(user), Set.of("sam"), 0);
        }
        affected.enroll("patient", Set.of(), 4);
        affected.change(change(Set.of("sam"), Set.of(), 0.01), 1, 0);

        for (int turn = 0; turn < 2 * 51; turn++) {
            String user = next(turn);
            seen.add(user);
            affected.enroll(user, user.equals("patient") ? Set.of() : Set.of("sam"), 0);
            affected.change(change(Set.of("sam"), Set.of(), 0), 1, turn);
        }

        assertThat(seen).contains("patient");
    }

    private String next(long turn) {
        return String.valueOf(affected.next(turn, turn));
    }

    private static String name(int user) {
        return "u" + user;
    }

    private static PoolChange change(Set<String> gone, Set<String> replaced, double squaredGates) {
        return new PoolChange(1, pieces(gone), pieces(replaced), Set.of(), squaredGates, false);
    }

    private static Set<PieceId> pieces(Set<String> sharers) {
        return sharers.stream().map(sharer -> new PieceId(sharer, Q0)).collect(java.util.stream.Collectors.toSet());
    }
}
