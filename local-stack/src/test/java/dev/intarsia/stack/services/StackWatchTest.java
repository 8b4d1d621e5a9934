package dev.intarsia.stack.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StackWatchTest {
    private final List<String> words = new ArrayList<>();
    private List<String> notReady = List.of();

    @AutoClose
    private final StackWatch watch = new StackWatch(() -> notReady, words::add);

    @Test
    void shouldTellWhenAServiceStopsBeingReadyAndWhenAllAreAgain() {
        watch.look();
        notReady = List.of("assembler-stream");
        watch.look();
        watch.look();
        notReady = List.of();
        watch.look();

        assertThat(words).containsExactly("Not ready: assembler-stream; the log says why.", "Ready again.");
    }
}
