package dev.intarsia.model.decode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CacheMemoryTest {
    private static final int BLOCK = 4;

    private final CacheMemory memory = new CacheMemory(BLOCK, 10, true);

    @Test
    void shouldReuseWholeBlocksOfTheSameBeginning() {
        Lease first = read("ann", prompt(1, 10), 12);
        int[] sameEightTokens = Arrays.copyOf(prompt(1, 10), 9);
        sameEightTokens[8] = 77;

        Lease second = lease("ann", sameEightTokens, 12);

        assertThat(second.known()).isEqualTo(2);
        assertThat(second.blocks()).startsWith(first.blocks()[0], first.blocks()[1]);
        assertThat(second.blocks()[2]).isNotEqualTo(first.blocks()[2]);
        assertThat(memory.load()).isEqualTo(new CacheLoad(40, 8, 8, 8));
    }

    @Test
    void shouldAlwaysLeaveTheLastTokenToBeRead() {
        memory.release(read("ann", prompt(1, 8), 8));

        assertThat(lease("ann", prompt(1, 8), 8).known()).isEqualTo(1);
    }

    @Test
    void shouldNotReuseWhatAnotherAdapterRead() {
        memory.release(read("ann", prompt(1, 9), 9));

        assertThat(lease("bob", prompt(1, 9), 9).known()).isZero();
        assertThat(lease("", prompt(1, 9), 9).known()).isZero();
    }

    @Test
    void shouldNotReuseWhatHasNotBeenRead() {
        Lease running = lease("ann", prompt(1, 9), 9);
        memory.publish(running, 7);

        assertThat(lease("ann", prompt(1, 9), 9).known()).isEqualTo(1);
    }

    @Test
    void shouldKeepWhatIsFreeUntilRoomIsNeededAndDropTheOldestFirst() {
        memory.release(read("ann", prompt(1, 9), 9));
        memory.release(read("bob", prompt(1, 9), 9));
        memory.release(read("ann", prompt(1, 9), 9));

        Lease large = lease("eve", prompt(5, 5), 32);

        assertThat(large.blocks()).hasSize(8);
        assertThat(memory.load().kept()).isEqualTo(8);
        memory.release(large);
        assertThat(lease("ann", prompt(1, 9), 9).known()).isEqualTo(2);
        assertThat(lease("bob", prompt(1, 9), 9).known()).isZero();
    }

    @Test
    void shouldHaveNoRoomWhileOthersReadAndTakeNothingThen() {
        Lease running = read("ann", prompt(1, 9), 30);
        CacheLoad before = memory.load();

        assertThat(memory.lease(reader("ann"), prompt(1, 9), 24)).isNull();

        assertThat(memory.load()).isEqualTo(before);
        memory.release(running);
        assertThat(lease("ann", prompt(1, 9), 40).blocks()).hasSize(10);
    }

    @Test
    void shouldForgetAnAdapterAtOnceButForWhatIsBeingRead() {
        memory.release(read("bob", prompt(1, 9), 9));
        Lease running = read("ann", prompt(1, 9), 9);

        memory.forget(reader("ann")::equals);
        memory.forget(reader("nobody")::equals);

        assertThat(lease("ann", prompt(1, 9), 9).known()).isZero();
        memory.publish(running, 9);
        memory.release(running);
        assertThat(memory.load().kept()).isEqualTo(8);
        assertThat(lease("bob", prompt(1, 9), 9).known()).isEqualTo(2);
    }

    @Test
    void shouldNotReuseWhatWasReadForAnotherOwner() {
        PrefixReader ann = new PrefixReader(() -> false, "shared");
        Lease read = requireNonNull(memory.lease(ann, prompt(1, 9), 9));
        memory.publish(read, 9);
        memory.release(read);

        PrefixReader bob = new PrefixReader(() -> false, "shared");
        assertThat(requireNonNull(memory.lease(bob, prompt(1, 9), 9)).known()).isZero();
        assertThat(lease("shared", prompt(1, 9), 9).known()).isZero();
        assertThat(requireNonNull(memory.lease(ann, prompt(1, 9), 9)).known()).isEqualTo(2);
    }

    @Test
    void shouldKeepNothingForAnOwnerThatIsGoneHoweverLateItsTextsRead() {
        AtomicBoolean gone = new AtomicBoolean();
        PromptOwner owner = gone::get;
        PrefixReader ann = new PrefixReader(owner, "");
        Lease finished = requireNonNull(memory.lease(ann, prompt(1, 9), 9));
        memory.publish(finished, 9);
        memory.release(finished);
        Lease running = requireNonNull(memory.lease(ann, prompt(2, 9), 9));
        memory.publish(running, 5);
        Lease waiting = requireNonNull(memory.lease(ann, prompt(3, 9), 9));

        gone.set(true);
        memory.forget(reader -> owner.equals(reader.owner()));

        memory.publish(running, 9);
        memory.publish(waiting, 9);
        memory.release(running);
        memory.release(waiting);
        assertThat(memory.load()).isEqualTo(new CacheLoad(40, 0, 0, 0));
    }

    @Test
    void shouldKeepNothingWhereReuseIsOff() {
        CacheMemory plain = new CacheMemory(BLOCK, 10, false);
        Lease lease = requireNonNull(plain.lease(reader("ann"), prompt(1, 9), 9));
        plain.publish(lease, 9);
        plain.release(lease);

        assertThat(plain.load()).isEqualTo(new CacheLoad(40, 0, 0, 0));
        assertThat(requireNonNull(plain.lease(reader("ann"), prompt(1, 9), 9)).known())
                .isZero();
    }

    @Test
    void shouldMakeRoomOfEverythingThatNobodyReads() {
        CacheMemory small = new CacheMemory(BLOCK, 4, true);
        for (int first = 1; first <= 2; first++) {
            Lease lease = requireNonNull(small.lease(reader("ann"), prompt(first, BLOCK + 1), BLOCK + 1));
            small.publish(lease, BLOCK + 1);
            small.release(lease);
        }

        assertThat(small.lease(reader("bob"), prompt(9, 16), 16)).isNotNull();
    }

    @Test
    void shouldSayOnceWhichBlocksHoldRemains() {
        Lease kept = read("ann", prompt(1, 9), 12);
        Lease other = lease("bob", prompt(2, 5), 8);
        assertThat(memory.spent()).isEmpty();

        memory.release(other);
        memory.release(kept);
        assertThat(memory.spent()).containsExactlyInAnyOrder(other.blocks()[0], other.blocks()[1], kept.blocks()[2]);
        assertThat(memory.spent()).isEmpty();

        memory.forget(reader("ann")::equals);
        assertThat(memory.spent()).containsExactlyInAnyOrder(kept.blocks()[0], kept.blocks()[1]);
    }

    @Test
    void shouldSayThatAnEvictedBlockHoldsRemains() {
        Lease kept = read("ann", prompt(1, 9), 12);
        memory.release(kept);
        memory.spent();

        lease("bob", prompt(2, 5), 40);

        assertThat(memory.spent()).containsExactlyInAnyOrder(kept.blocks()[0], kept.blocks()[1]);
    }

    @Test
    void shouldNeverGiveABlockTwiceNorLoseOne() {
        Random random = new Random(7);
        CacheMemory small = new CacheMemory(BLOCK, 24, true);
        List<Lease> running = new ArrayList<>();
        int waited = 0;
        for (int round = 0; round < 5000; round++) {
            if (random.nextInt(3) > 0) {
                int[] prompt = prompt(random.nextInt(3), 1 + random.nextInt(20));
                Lease lease =
                        small.lease(reader("user" + random.nextInt(4)), prompt, prompt.length + random.nextInt(8));
                if (lease == null) {
                    waited++;
                } else {
                    running.add(lease);
                }
            }
            if (!running.isEmpty()) {
                Lease lease = running.get(random.nextInt(running.size()));
                small.publish(lease, random.nextInt(lease.prompt.length + 1));
            }
            if (!running.isEmpty() && random.nextInt(2) == 0) {
                small.release(running.remove(random.nextInt(running.size())));
            }
            if (random.nextInt(50) == 0) {
                small.forget(reader("user" + random.nextInt(4))::equals);
            }
            verifyDisjoint(running);
        }
        assertThat(waited).isGreaterThan(100);
        assertThat(small.load().reusedTokens()).isGreaterThan(1000);
        running.forEach(small::release);
        IntStream.range(0, 4).forEach(user -> small.forget(reader("user" + user)::equals));
        assertThat(small.load().kept()).isZero();
        assertThat(requireNonNull(small.lease(reader("all"), new int[] {1}, 96)).blocks())
                .doesNotHaveDuplicates()
                .hasSize(24);
    }

    /** A block is one text's own, or all who have it read the same tokens with the same adapter there. */
    private static void verifyDisjoint(List<Lease> running) {
        Map<Integer, String> content = new HashMap<>();
        for (Lease lease : running) {
            int[] blocks = lease.blocks();
            for (int i = 0; i < blocks.length; i++) {
                String own = i < lease.path.size()
                        ? lease.reader + Arrays.toString(Arrays.copyOf(lease.prompt, (i + 1) * BLOCK))
                        : "own" + System.identityHashCode(lease);
                assertThat(content.merge(blocks[i], own, (one, other) -> one.equals(other) ? one : "both"))
                        .isNotEqualTo("both");
            }
        }
    }

    private static PrefixReader reader(String adapter) {
        return new PrefixReader(null, adapter);
    }

    private Lease lease(String adapter, int[] prompt, int positions) {
        @Nullable Lease lease = memory.lease(reader(adapter), prompt, positions);
        return requireNonNull(lease);
    }

    private Lease read(String adapter, int[] prompt, int positions) {
        Lease lease = lease(adapter, prompt, positions);
        memory.publish(lease, prompt.length);
        return lease;
    }

    private static int[] prompt(int first, int length) {
        return IntStream.range(first, first + length).toArray();
    }
}
