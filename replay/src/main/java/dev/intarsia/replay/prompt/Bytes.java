package dev.intarsia.replay.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.tasks.PastEvent;

/** What texts take. */
final class Bytes {
    private Bytes() {}

    static long of(PastEvent event) {
        long bytes = event.output().getBytes(UTF_8).length;
        for (String value : event.input().values()) {
            bytes += value.getBytes(UTF_8).length;
        }
        return bytes;
    }
}
