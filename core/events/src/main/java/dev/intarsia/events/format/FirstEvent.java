package dev.intarsia.events.format;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Forwards a source once it has yielded an event; its unreadable lines are held back until then. A source without any
 * event, or with none among very many lines, is refused as a whole with its first line and what is wrong with it:
 * thousands of refused lines mean a wrong file or a wrong unit of time, not single bad lines.
 */
final class FirstEvent implements EventSource {
    static final int MOST_LINES = 10_000;
    private static final int MOST_BYTES = 16 << 20;

    private final EventSource source;
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private boolean met;

    FirstEvent(EventSource source) {
        this.source = requireNonNull(source);
    }

    /** @throws UnreadableFileException where the source has lines, and none is an event */
    @Override
    public @Nullable Entry next() throws IOException {
        if (!met) {
            meet();
        }
        return waiting.isEmpty() ? source.next() : waiting.poll();
    }

    private void meet() throws IOException {
        Refused refused = new Refused();
        for (@Nullable Entry entry = source.next(); entry != null; entry = source.next()) {
            waiting.add(entry);
            if (entry instanceof Entry.Unreadable bad) {
                refused.add(bad);
            }
            met = entry instanceof Entry.Event;
            if (met || refused.tooMany()) {
                break;
            }
        }
        if (!met && !waiting.isEmpty()) {
            throw refused.all();
        }
        met = true;
    }

    @Override
    public double progress() {
        return source.progress();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Lines that wait, by file. */
    private static final class Refused {
        private final Map<String, Entry.Unreadable> first = new HashMap<>();
        private final Map<String, Long> counts = new HashMap<>();
        private long lines;
        private long bytes;

        void add(Entry.Unreadable bad) {
            first.putIfAbsent(bad.source(), bad);
            counts.merge(bad.source(), 1L, Math::addExact);
            lines++;
            bytes += bad.bytes().length;
        }

        boolean tooMany() {
            return lines >= MOST_LINES || bytes >= MOST_BYTES;
        }

        /** Names the file most lines of which were refused. */
        UnreadableFileException all() {
            String source = counts.entrySet().stream()
                    .max(Map.Entry.<String, Long>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .orElseThrow()
                    .getKey();
            Entry.Unreadable example = requireNonNull(first.get(source));
            return new UnreadableFileException(
                    source,
                    "has no event: "
                            + (tooMany()
                                    ? "none of its first " + counts.get(source) + " lines is one"
                                    : "none of its " + counts.get(source) + " lines is one")
                            + ". Line " + example.line() + ": " + example.cause());
        }
    }
}
