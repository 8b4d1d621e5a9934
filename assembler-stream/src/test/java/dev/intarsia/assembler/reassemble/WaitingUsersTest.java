package dev.intarsia.assembler.reassemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class WaitingUsersTest {
    private final WaitingUsers users = new WaitingUsers();

    @Test
    void shouldGoRoundInACircleWhateverIsAddedMeanwhile() {
        RoaringBitmap all = RoaringBitmap.bitmapOf(0, 1, 2, 3, 4);
        List<Integer> taken = new ArrayList<>();

        for (int turn = 0; turn < 12; turn++) {
            users.add(all, turn);
            taken.add(users.take(turn));
        }

        assertThat(taken).containsExactly(0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1);
    }

    @Test
    void shouldHaveEachUserOnce() {
        users.add(RoaringBitmap.bitmapOf(3, 7), 0);
        users.add(RoaringBitmap.bitmapOf(3), 1);
        users.remove(7);

        assertThat(users.size()).isEqualTo(1);
        assertThat(users.take(2)).isEqualTo(3);
        assertThat(users.isEmpty()).isTrue();
    }

    @Test
    void shouldSaySinceWhenSomebodyMayBeWaiting() {
        assertThat(users.since(5)).isEqualTo(5);

        users.add(RoaringBitmap.bitmapOf(1, 2), 10);
        users.take(20);
        users.add(RoaringBitmap.bitmapOf(0, 1), 30);
        assertThat(users.since(40)).isEqualTo(10);

        users.take(50);
        users.take(60);
        assertThat(users.since(70))
                .as("the one left was added at 30 and is of the round that began at 10")
                .isEqualTo(10);
        users.take(80);
        assertThat(users.since(90)).isEqualTo(90);
    }
}
