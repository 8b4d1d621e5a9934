package dev.intarsia.gateway.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class UserEntryKeyTest {
    private final Serde<UserEntryKey> serde = UserEntryKey.serde();

    @Test
    void shouldReadWhatItWrote() {
        for (UserEntryKey key : List.of(
                new UserEntryKey("ada", 12, "0.q"), new UserEntryKey("a/ø\0", -5, ""), new UserEntryKey("", 0, "x"))) {
            assertThat(serde.deserializer().deserialize("any", bytes(key))).isEqualTo(key);
        }
    }

    @Test
    void shouldSortEntriesOfAUserByOrder() {
        List<Long> orders = List.of(Long.MIN_VALUE, -300L, -1L, 0L, 1L, 255L, 256L, Long.MAX_VALUE);
        for (int i = 1; i < orders.size(); i++) {
            byte[] smaller = bytes(new UserEntryKey("ada", orders.get(i - 1), "z"));
            byte[] greater = bytes(new UserEntryKey("ada", orders.get(i), "a"));
            assertThat(Arrays.compareUnsigned(smaller, greater)).isNegative();
        }
    }

    @Test
    void shouldNotBeginWithAnotherUsersPrefix() {
        byte[] prefix = UserEntryKey.userPrefix().serialize("any", "ad");

        assertThat(Arrays.copyOf(bytes(new UserEntryKey("ada", 1, "x")), prefix.length))
                .isNotEqualTo(prefix);
        assertThat(bytes(new UserEntryKey("ad", 1, "x"))).startsWith(prefix);
    }

    private byte[] bytes(UserEntryKey key) {
        return serde.serializer().serialize("any", key);
    }
}
