package dev.intarsia.schemas.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"ada", "who/is ø?", "a@b.c", "...", "user 7", "\ud83c\udfac", "?", "%2F"})
    void shouldTakeNamesOfEverySort(String user) {
        assertThat(UserName.problem(user)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ada ",
                "\tada",
                ".",
                "..",
                "a\nb",
                "a\u0000b",
                "a\u007fb",
                "\ud83c",
                "\udfac",
                "a\ud83cb",
                "\udfac\ud83c",
                "a\ud83c"
            })
    void shouldRefuseWhatIsNoName(String user) {
        assertThat(UserName.problem(user)).isPresent();
    }

    @Test
    void shouldRefuseNamesThatAreTooLong() {
        assertThat(UserName.problem("abcd", 4)).isEmpty();
        assertThat(UserName.problem("abcde", 4)).hasValue("has 5 characters; shorten it to 4");
    }

    /** Half a pair would be written as a question mark, and be the user of that name. */
    @Test
    void shouldTakeOnlyNamesThatBytesTellApart() {
        Random random = new Random(3);
        char[] letters = {'a', '?', '\ud83c', '\udfac', '\ud800', 'ø'};
        int taken = 0;
        for (int round = 0; round < 2000; round++) {
            StringBuilder user = new StringBuilder();
            for (int i = random.nextInt(5); i >= 0; i--) {
                user.append(letters[random.nextInt(letters.length)]);
            }
            if (UserName.problem(user.toString()).isEmpty()) {
                taken++;
                assertThat(new String(user.toString().getBytes(UTF_8), UTF_8)).isEqualTo(user.toString());
            }
        }
        assertThat(taken).isBetween(200, 1800);
    }
}
