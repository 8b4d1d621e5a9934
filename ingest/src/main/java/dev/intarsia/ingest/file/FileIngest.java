package dev.intarsia.ingest.file;

import static java.util.Objects.requireNonNull;

import dev.intarsia.events.format.Entry;
import dev.intarsia.events.format.EventSource;
import dev.intarsia.ingest.publish.NotWrittenException;
import dev.intarsia.ingest.publish.Publisher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a source of events to the topic in the source's order. A line that is no event goes to the dead letters with
 * its file and number, and does not stop the others: a file of millions of lines is not lost to one of them. A file
 * that is no file of its format at all is refused when it is opened.
 */
public final class FileIngest {
    private static final int WINDOW = 10_000;
    private static final int FIRST_UNREADABLE = 20;

    private final Publisher publisher;

    public FileIngest(Publisher publisher) {
        this.publisher = requireNonNull(publisher);
    }

    /**
     * Sends everything the source has and closes it.
     *
     * @throws IOException where the source cannot be read on
     * @throws FileNotSentException where broker or registry fail
     */
    public FileReport send(EventSource source, IngestProgress progress) throws IOException, InterruptedException {
        try (source) {
            return new Run(source, progress).toTheEnd();
        }
    }

    /** One pass through one source. */
    private final class Run {
        private final EventSource source;
        private final IngestProgress progress;
        private final List<CompletableFuture<Void>> onTheirWay = new ArrayList<>(WINDOW);
        private final List<Entry.Unreadable> firstUnreadable = new ArrayList<>();
        private long events;
        private long unreadable;
        private long acknowledged;

        private Run(EventSource source, IngestProgress progress) {
            this.source = source;
            this.progress = progress;
        }

        private FileReport toTheEnd() throws IOException, InterruptedException {
            for (@Nullable Entry entry = source.next(); entry != null; entry = source.next()) {
                CompletableFuture<Void> sent = send(entry);
                onTheirWay.add(sent);
                // What failed at once, as where there is no registry, took its time: the next would take as long again.
                if (onTheirWay.size() == WINDOW || sent.isCompletedExceptionally()) {
                    await();
                }
            }
            await();
            return new FileReport(events, unreadable, firstUnreadable);
        }

        private CompletableFuture<Void> send(Entry entry) throws InterruptedException {
            if (entry instanceof Entry.Event good) {
                events++;
                return publisher.publishPatiently(good.event());
            }
            Entry.Unreadable bad = (Entry.Unreadable) entry;
            unreadable++;
            if (firstUnreadable.size() < FIRST_UNREADABLE) {
                firstUnreadable.add(bad);
            }
            return publisher.sendToDeadLetters(bad.source(), bad.line(), bad.bytes(), bad.cause());
        }

        private void await() {
            try {
                CompletableFuture.allOf(onTheirWay.toArray(CompletableFuture<?>[]::new))
                        .join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof NotWrittenException notWritten) {
                    throw new FileNotSentException(acknowledged, notWritten);
                }
                throw e;
            }
            onTheirWay.clear();
            acknowledged = events;
            progress.at(events, unreadable, source.progress());
        }
    }
}
