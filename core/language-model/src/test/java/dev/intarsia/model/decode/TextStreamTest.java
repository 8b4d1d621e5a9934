package dev.intarsia.model.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.decode.GenerationEvent.Delta;
import dev.intarsia.model.fixture.TokenizerLayout;
import dev.intarsia.model.tokenizer.IncrementalDecoder;
import dev.intarsia.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextStreamTest {
    private static final int[] PROMPT = {1, 280};
    private static final TokenProbability END = new TokenProbability(2, -1);

    @TempDir
    private Path directory;

    /** Whether the text ends at a stop string, at the end of a text or for its length. */
    @ParameterizedTest
    @EnumSource
    void shouldGiveEachTokenItsShareOfTheTextHoweverItEnds(TokenizerLayout layout) throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(layout.write(directory))) {
            Random random = new Random(43);
            for (int round = 0; round < 500; round++) {
                int[] ids =
                        random.ints(1 + random.nextInt(14), 3, tokenizer.size()).toArray();
                String all = decoded(tokenizer, ids);
                int begin = random.nextInt(all.length() + 1);
                String stop = all.substring(begin, Math.min(all.length(), begin + random.nextInt(3)));
                List<String> stops = stop.isEmpty() ? List.of() : List.of(stop);
                TextStream stream = new TextStream(tokenizer.incremental(PROMPT), stops);

                List<Delta> deltas = deltas(stream, ids, random.nextBoolean());

                String text = deltas.stream().map(Delta::text).collect(Collectors.joining());
                assertThat(text).isEqualTo(stops.isEmpty() ? all : all.substring(0, all.indexOf(stop)));
                StringBuilder joined = new StringBuilder();
                for (Delta delta : deltas) {
                    for (TokenChoice token : delta.tokens()) {
                        assertThat(token.offset()).isEqualTo(joined.codePointCount(0, joined.length()));
                        joined.append(token.text());
                    }
                }
                assertThat(joined).hasToString(text);
            }
        }
    }

    private static List<Delta> deltas(TextStream stream, int[] ids, boolean byLength) {
        List<Delta> deltas = new ArrayList<>();
        for (int i = 0; i < ids.length && !stream.stopped(); i++) {
            TokenChoice choice = TokenChoice.of(new TokenProbability(ids[i], -1), List.of());
            deltas.add(byLength && i == ids.length - 1 ? stream.last(ids[i], choice) : stream.add(ids[i], choice));
        }
        deltas.add(stream.end(byLength || stream.stopped() ? null : TokenChoice.of(END, List.of())));
        return deltas;
    }

    private static String decoded(Tokenizer tokenizer, int[] ids) {
        IncrementalDecoder decoder = tokenizer.incremental(PROMPT);
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(decoder.add(id));
        }
        return text.append(decoder.end()).toString();
    }
}
