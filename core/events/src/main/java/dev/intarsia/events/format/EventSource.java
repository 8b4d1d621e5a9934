package dev.intarsia.events.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Entries one after the other, from one thread. */
public interface EventSource extends AutoCloseable {
    /**
     * The next entry; null at the end.
     *
     * @throws IOException where the source cannot be read on
     */
    @Nullable
    Entry next() throws IOException;

    /** How much of the source has been read, from 0 to 1; negative where its length is not known. */
    double progress();

    @Override
    void close() throws IOException;
}
